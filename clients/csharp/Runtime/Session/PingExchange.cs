using System;
using System.Diagnostics;
using System.Threading;

namespace Packetwright
{
    /// <summary>
    /// The pings of one session, both ways: answers those of the server, and measures the round-trip time with its own.
    /// At most one ping is awaited. Its value is random, so the server cannot answer before it has received the ping. A
    /// ping that stays without an answer is given up after a while, since a server drops its answer while it has much
    /// else to send.
    /// </summary>
    internal sealed class PingExchange
    {
        private const long Unknown = -1;

        /// <summary>
        /// A ping is given up after this number of intervals, or after the shortest patience if that is longer.
        /// </summary>
        private const int IntervalsOfPatience = 10;

        private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(10);

        /// <summary>The weight of a new measurement is an eighth (RFC 6298).</summary>
        private const int Smoothing = 8;

        private readonly Connection connection;
        private readonly SessionOptions options;
        private readonly ConnectorContext context;
        private readonly byte[] packet = new byte[PingPackets.Size];
        private bool hasHeard;
        private bool isAwaited;
        private ulong token;
        private TimeSpan nextAt;
        private long sentAt;
        private long smoothed = Unknown;

        internal PingExchange(Connection connection, SessionOptions options, ConnectorContext context)
        {
            this.connection = connection;
            this.options = options;
            this.context = context;
        }

        /// <summary>For any thread.</summary>
        internal TimeSpan? RoundTripTime
        {
            get
            {
                long ticks = Interlocked.Read(ref smoothed);
                return ticks == Unknown ? (TimeSpan?)null : new TimeSpan(ticks);
            }
        }

        /// <summary>
        /// Sends a ping if the time has come. Not before the first packet of the server, which may await a handshake
        /// and nothing else.
        /// </summary>
        internal void PingIfDue()
        {
            if (options.Ping == null || !hasHeard || context.Clock.Now < nextAt)
            {
                return;
            }
            token = unchecked((ulong)context.Random.NextLong());
            if (connection.SendIfQuick(packet, options.Ping.WritePing(packet, token)))
            {
                sentAt = Stopwatch.GetTimestamp();
                isAwaited = true;
                nextAt = context.Clock.Now + Patience();
            }
        }

        private TimeSpan Patience()
        {
            TimeSpan intervals = new TimeSpan(IntervalsOfPatience * options.PingInterval.Ticks);
            return intervals > ShortestPatience ? intervals : ShortestPatience;
        }

        /// <summary>Takes a ping or an answer to one. Returns false for any other packet.</summary>
        internal bool Takes(ArraySegment<byte> received, PacketSession session)
        {
            hasHeard = true;
            PingPackets ofServer = options.AnsweredPing;
            if (ofServer != null && ofServer.IsPing(received))
            {
                connection.SendIfQuick(packet, ofServer.WritePong(packet, ofServer.ReadPing(received)));
                return true;
            }
            if (options.Ping != null && options.Ping.IsPong(received))
            {
                Conclude(options.Ping.ReadPong(received), session);
                return true;
            }
            return false;
        }

        /// <summary>Ignores the answer to a ping that was given up, and one that the server has made up.</summary>
        private void Conclude(ulong answer, PacketSession session)
        {
            if (!isAwaited || answer != token)
            {
                return;
            }
            isAwaited = false;
            long elapsed = Stopwatch.GetTimestamp() - sentAt;
            // TimeSpan.FromSeconds rounds to milliseconds on Mono.
            TimeSpan measured = new TimeSpan((long)(elapsed * ((double)TimeSpan.TicksPerSecond / Stopwatch.Frequency)));
            long before = smoothed;
            long after = before == Unknown ? measured.Ticks : before + (measured.Ticks - before) / Smoothing;
            Interlocked.Exchange(ref smoothed, after);
            nextAt = context.Clock.Now + options.PingInterval;
            session.Measured(measured);
        }
    }
}
