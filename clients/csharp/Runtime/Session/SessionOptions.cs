using System;

namespace Packetwright
{
    /// <summary>
    /// The limits of one session and the settings of its socket. A connector copies its options when it is made. A
    /// value out of range is refused with an <see cref="ArgumentOutOfRangeException"/> that names the option.
    /// </summary>
    /// <remarks>
    /// Times are measured by the calls of <see cref="Connector.Poll"/>. A pause between two of them counts as at most
    /// two seconds, so that the loading of a scene ends no session.
    /// </remarks>
    public sealed class SessionOptions
    {
        internal const int LargestPacket = 65535;

        private int maxReceivedPacketSize = LargestPacket;
        private int receiveQueueLimit = 256 * 1024;
        private int sendQueueLimit = 1024 * 1024;
        private TimeSpan idleTimeout = TimeSpan.Zero;
        private TimeSpan stallTimeout = TimeSpan.FromSeconds(10);
        private TimeSpan closeTimeout = TimeSpan.FromSeconds(2);
        private TimeSpan pingInterval = TimeSpan.FromSeconds(5);

        /// <summary>
        /// The largest packet that the session accepts, in bytes with its header, 4 to 65,535; by default 65,535. A
        /// larger one ends the session as <see cref="DisconnectReason.MalformedPacket"/>.
        /// </summary>
        public int MaxReceivedPacketSize
        {
            get { return maxReceivedPacketSize; }
            set { maxReceivedPacketSize = OptionRange.Check("MaxReceivedPacketSize", value, 4, LargestPacket); }
        }

        /// <summary>
        /// The number of received bytes that wait for <see cref="Connector.Poll"/>, 4,096 to 1 GiB; by default 256 KiB.
        /// When they are reached, the connection stops reading until some have been polled, and the server has to wait.
        /// </summary>
        public int ReceiveQueueLimit
        {
            get { return receiveQueueLimit; }
            set { receiveQueueLimit = OptionRange.Check("ReceiveQueueLimit", value, 4096, 1 << 30); }
        }

        /// <summary>
        /// The number of bytes that may wait to be sent, 65,535 to 1 GiB; by default 1 MiB. A packet that does not fit
        /// ends the session as <see cref="DisconnectReason.SendQueueFull"/>.
        /// </summary>
        public int SendQueueLimit
        {
            get { return sendQueueLimit; }
            set { sendQueueLimit = OptionRange.Check("SendQueueLimit", value, LargestPacket, 1 << 30); }
        }

        /// <summary>
        /// The longest time for which the server may be silent, 1 ms to 1 day; zero, the default, turns the limit off;
        /// <see cref="DisconnectReason.IdleTimedOut"/>.
        /// </summary>
        public TimeSpan IdleTimeout
        {
            get { return idleTimeout; }
            set { idleTimeout = OptionRange.CheckOrZero("IdleTimeout", value); }
        }

        /// <summary>
        /// The longest time for which the server may accept no bytes while some are queued, 1 ms to 1 day; by default
        /// 10 s; <see cref="DisconnectReason.WriteStalled"/>.
        /// </summary>
        public TimeSpan StallTimeout
        {
            get { return stallTimeout; }
            set { stallTimeout = OptionRange.Check("StallTimeout", value); }
        }

        /// <summary>
        /// The time limit of a close, for what is queued and the answer of the server together, 1 ms to 1 day; by
        /// default 2 s.
        /// </summary>
        public TimeSpan CloseTimeout
        {
            get { return closeTimeout; }
            set { closeTimeout = OptionRange.Check("CloseTimeout", value); }
        }

        /// <summary>
        /// The pings that the session sends to measure <see cref="PacketSession.RoundTripTime"/>, usually
        /// <c>PacketProtocol.ClientPing</c> of the generated code; null, the default, sends none. It begins after the
        /// first packet of the server.
        /// </summary>
        public PingPackets Ping { get; set; }

        /// <summary>The time between two pings, 1 ms to 1 day; by default 5 s.</summary>
        public TimeSpan PingInterval
        {
            get { return pingInterval; }
            set { pingInterval = OptionRange.Check("PingInterval", value); }
        }

        /// <summary>
        /// The pings of the server, which the session answers in the poll that receives them, usually
        /// <c>PacketProtocol.ServerPing</c> of the generated code; null, the default, answers none. They do not reach
        /// <see cref="PacketSession.OnPacket"/>.
        /// </summary>
        public PingPackets AnsweredPing { get; set; }

        /// <summary>
        /// Whether the operating system sends small writes at once (TCP_NODELAY); by default it does.
        /// </summary>
        public bool TcpNoDelay { get; set; } = true;

        /// <summary>
        /// Whether the operating system probes an idle connection (SO_KEEPALIVE); by default it does.
        /// </summary>
        public bool KeepAlive { get; set; } = true;

        internal SessionOptions Copy()
        {
            return (SessionOptions)MemberwiseClone();
        }
    }
}
