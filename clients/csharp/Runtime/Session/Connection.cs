using System;
using System.Security.Authentication;

namespace Packetwright
{
    /// <summary>
    /// One attempt to connect, and then one session, from its beginning to its end. Polls move it on; sends, closes and
    /// aborts come from any thread.
    /// </summary>
    internal sealed class Connection
    {
        private enum Phase
        {
            Connecting,
            Open,
            Closing,
            Ended
        }

        private readonly string address;
        private readonly ITransport transport;
        private readonly IConnectionListener listener;
        private readonly SessionOptions options;
        private readonly ConnectorContext context;
        private readonly PacketFramer framer;
        private readonly PingExchange pings;

        /// <summary>The lock of the fields below it, which any thread may use.</summary>
        private readonly object gate = new object();
        private byte[] scratch = new byte[256];
        private long acceptedBytes;
        private bool isConnected;
        private bool isClosedHere;
        private CloseReason ending;

        // Only polls use these.
        private Phase phase = Phase.Connecting;
        private PacketSession session;
        private TimeSpan lastReceived;
        private TimeSpan lastProgress;
        private long sentBytes;
        private TimeSpan closingSince;

        internal Connection(
            string address,
            ITransport transport,
            IConnectionListener listener,
            SessionOptions options,
            ConnectorContext context)
        {
            this.address = address;
            this.transport = transport;
            this.listener = listener;
            this.options = options;
            this.context = context;
            framer = new PacketFramer(options.MaxReceivedPacketSize);
            pings = new PingExchange(this, options, context);
        }

        internal void Open()
        {
            transport.Open(context.Wake);
        }

        // ---- for any thread

        internal bool IsOpen
        {
            get
            {
                lock (gate)
                {
                    return isConnected && ending == null;
                }
            }
        }

        /// <summary>
        /// Whether the user has closed or aborted the session, even if it then ended for another reason.
        /// </summary>
        internal bool IsClosedHere
        {
            get
            {
                lock (gate)
                {
                    return isClosedHere;
                }
            }
        }

        internal TimeSpan? RoundTripTime
        {
            get { return pings.RoundTripTime; }
        }

        internal bool Send(IPacket packet)
        {
            lock (gate)
            {
                if (!isConnected)
                {
                    throw new InvalidOperationException("the session is not connected");
                }
                if (ending != null)
                {
                    return false;
                }
                int size = packet.Size;
                if (scratch.Length < size)
                {
                    scratch = new byte[Math.Max(size, 2 * scratch.Length)];
                }
                return Enqueue(scratch, packet.Write(scratch));
            }
        }

        /// <summary>Sends bytes unless the server is so slow that they would wait behind much else.</summary>
        internal bool SendIfQuick(byte[] bytes, int length)
        {
            lock (gate)
            {
                return ending == null && transport.UnsentBytes <= options.SendQueueLimit / 4 && Enqueue(bytes, length);
            }
        }

        private bool Enqueue(byte[] bytes, int length)
        {
            if (transport.UnsentBytes + length > options.SendQueueLimit)
            {
                Decide(CloseReason.Abrupt(
                    DisconnectReason.SendQueueFull, "more than " + options.SendQueueLimit + " bytes", null));
                return false;
            }
            transport.Send(bytes, 0, length);
            acceptedBytes += length;
            return true;
        }

        internal void CloseHere()
        {
            lock (gate)
            {
                if (isConnected)
                {
                    EndHere(CloseReason.Gentle(DisconnectReason.ClosedLocally, ""));
                }
                else
                {
                    AbortHere();
                }
            }
        }

        internal void AbortHere()
        {
            EndHere(CloseReason.Abrupt(DisconnectReason.AbortedLocally, "", null));
        }

        private void EndHere(CloseReason reason)
        {
            lock (gate)
            {
                isClosedHere = true;
                Decide(reason);
            }
        }

        /// <summary>Ends the connection, unless another reason prevails. The next poll reports it.</summary>
        private void Decide(CloseReason reason)
        {
            lock (gate)
            {
                if (!reason.Overrides(ending))
                {
                    return;
                }
                ending = reason;
                if (reason.IsGentle)
                {
                    transport.Close();
                }
                else
                {
                    transport.Abort();
                }
            }
            context.Wake();
        }

        // ---- for polls

        internal bool HasEnded
        {
            get { return phase == Phase.Ended; }
        }

        internal void Step(PollBudget budget)
        {
            if (phase == Phase.Connecting)
            {
                AwaitConnection();
            }
            if (phase == Phase.Open)
            {
                CheckTimes(Deliver(budget));
            }
            if (phase == Phase.Open || phase == Phase.Closing)
            {
                CarryOut(Ending);
            }
        }

        private CloseReason Ending
        {
            get
            {
                lock (gate)
                {
                    return ending;
                }
            }
        }

        private void AwaitConnection()
        {
            TransportState state = transport.State;
            if (Ending != null)
            {
                FailToConnect(new OperationCanceledException("the attempt was given up"));
            }
            else if (state == TransportState.Failed)
            {
                FailToConnect(transport.Failure);
            }
            else if (state != TransportState.Connecting)
            {
                Begin();
            }
        }

        private void FailToConnect(Exception cause)
        {
            Release();
            listener.Failed(new ConnectException("cannot connect to " + address + ": " + cause.Message, cause));
        }

        private void Begin()
        {
            try
            {
                session = listener.NewSession();
                session.Bind(this);
            }
            catch (Exception failure)
            {
                Release();
                listener.Failed(failure);
                return;
            }
            lock (gate)
            {
                isConnected = true;
            }
            phase = Phase.Open;
            lastReceived = context.Clock.Now;
            lastProgress = context.Clock.Now;
            try
            {
                session.Connected();
            }
            catch (Exception failure)
            {
                Decide(CloseReason.Abrupt(DisconnectReason.HandlerFailed, "in OnConnected", failure));
            }
            listener.Connected();
        }

        /// <summary>Delivers packets. Returns whether none is left.</summary>
        private bool Deliver(PollBudget budget)
        {
            try
            {
                return DeliverWhile(budget);
            }
            catch (MalformedPacketException malformed)
            {
                Decide(CloseReason.Abrupt(DisconnectReason.MalformedPacket, "", malformed));
                return true;
            }
        }

        private bool DeliverWhile(PollBudget budget)
        {
            while (IsOpen)
            {
                if (budget.IsSpent)
                {
                    return false;
                }
                ArraySegment<byte> packet;
                if (framer.TryNext(out packet))
                {
                    budget.SpendPacket();
                    Deliver(packet);
                }
                else if (!Receive())
                {
                    return true;
                }
            }
            return true;
        }

        private void Deliver(ArraySegment<byte> packet)
        {
            try
            {
                if (!pings.Takes(packet, session))
                {
                    session.Received(packet);
                }
            }
            catch (Exception failure) when (!(failure is MalformedPacketException))
            {
                Decide(CloseReason.Abrupt(DisconnectReason.HandlerFailed, "at packet " + PacketReader.IdOf(packet), failure));
            }
        }

        /// <summary>Takes bytes from the transport, or its end. Returns whether there were bytes.</summary>
        private bool Receive()
        {
            bool hasEnded = transport.State == TransportState.Ended; // asked first: bytes may come before the end
            if (framer.Fill(transport))
            {
                lastReceived = context.Clock.Now;
                return true;
            }
            if (hasEnded)
            {
                Decide(ReasonOfEnd(transport.Failure));
            }
            return false;
        }

        private CloseReason ReasonOfEnd(Exception failure)
        {
            if (failure == null)
            {
                return CloseReason.Gentle(DisconnectReason.ClosedByPeer, framer.DescribePartial());
            }
            DisconnectReason reason =
                failure is AuthenticationException ? DisconnectReason.TlsFailed : DisconnectReason.ConnectionLost;
            return CloseReason.Abrupt(reason, framer.DescribePartial(), failure);
        }

        /// <param name="hasAll">
        /// Whether everything that has arrived was delivered. If not, the server is not silent, whatever the time.
        /// </param>
        private void CheckTimes(bool hasAll)
        {
            if (hasAll && options.IdleTimeout > TimeSpan.Zero && context.Clock.Now - lastReceived > options.IdleTimeout)
            {
                Decide(CloseReason.Abrupt(DisconnectReason.IdleTimedOut, "after " + options.IdleTimeout, null));
            }
            else if (HasStalled())
            {
                Decide(CloseReason.Abrupt(DisconnectReason.WriteStalled, "for " + options.StallTimeout, null));
            }
            else
            {
                pings.PingIfDue();
            }
        }

        private bool HasStalled()
        {
            lock (gate)
            {
                int unsent = transport.UnsentBytes;
                long sent = acceptedBytes - unsent;
                if (unsent == 0 || sent != sentBytes)
                {
                    sentBytes = sent;
                    lastProgress = context.Clock.Now;
                }
            }
            return context.Clock.Now - lastProgress > options.StallTimeout;
        }

        private void CarryOut(CloseReason reason)
        {
            if (reason == null)
            {
                return;
            }
            if (!reason.IsGentle)
            {
                End(reason.Reason, reason);
                return;
            }
            if (phase == Phase.Open)
            {
                phase = Phase.Closing;
                closingSince = context.Clock.Now;
            }
            bool hasEnded = transport.State == TransportState.Ended;
            if (hasEnded && (transport.IsFlushed || transport.Failure != null))
            {
                End(reason.Reason, reason);
            }
            else if (context.Clock.Now - closingSince > options.CloseTimeout)
            {
                bool isOwnClose = reason.Reason == DisconnectReason.ClosedLocally;
                End(isOwnClose ? DisconnectReason.CloseTimedOut : reason.Reason, reason);
            }
        }

        private void Release()
        {
            lock (gate)
            {
                transport.Abort();
            }
            phase = Phase.Ended;
        }

        private void End(DisconnectReason reason, CloseReason decided)
        {
            Release();
            Disconnect disconnect = new Disconnect(reason, decided.Detail, transport.UnsentBytes, decided.Cause);
            try
            {
                session.Ended(disconnect);
            }
            catch (Exception failure)
            {
                context.Errors.Add(failure);
            }
            listener.Ended(disconnect);
        }
    }
}
