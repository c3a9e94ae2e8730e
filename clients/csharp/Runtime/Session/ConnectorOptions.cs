using System;

namespace Packetwright
{
    /// <summary>
    /// The options of a <see cref="Connector"/>, which copies them when it is made. A value out of range is refused
    /// with an <see cref="ArgumentOutOfRangeException"/> that names the option.
    /// </summary>
    public sealed class ConnectorOptions
    {
        private SessionOptions session = new SessionOptions();
        private TimeSpan connectTimeout = TimeSpan.FromSeconds(10);
        private TimeSpan shutdownLimit = TimeSpan.FromSeconds(1);

        /// <summary>The options of each session.</summary>
        public SessionOptions Session
        {
            get { return session; }
            set { session = OptionRange.NotNull("Session", value); }
        }

        /// <summary>
        /// The time limit of one attempt to connect, for the lookup of the host and all of its addresses together,
        /// without the TLS handshake, 1 ms to 1 day; by default 10 s.
        /// </summary>
        public TimeSpan ConnectTimeout
        {
            get { return connectTimeout; }
            set { connectTimeout = OptionRange.Check("ConnectTimeout", value); }
        }

        /// <summary>
        /// The time for which <see cref="Connector.Dispose"/> lets sessions flush before it aborts them, 1 ms to 1 day;
        /// by default 1 s, because the caller waits.
        /// </summary>
        public TimeSpan ShutdownLimit
        {
            get { return shutdownLimit; }
            set { shutdownLimit = OptionRange.Check("ShutdownLimit", value); }
        }

        /// <summary>The options of TLS; null, the default, means connections that are not secured.</summary>
        public TlsOptions Tls { get; set; }

        /// <summary>
        /// Makes the transports; null, the default, means TCP. <see cref="ConnectTimeout"/>, <see cref="Tls"/> and the
        /// settings of the socket are for TCP alone.
        /// </summary>
        public TransportFactory Transport { get; set; }

        internal ConnectorOptions Copy()
        {
            ConnectorOptions copy = (ConnectorOptions)MemberwiseClone();
            copy.session = session.Copy();
            copy.Tls = Tls == null ? null : Tls.Copy();
            return copy;
        }
    }
}
