using System;

namespace Packetwright
{
    /// <summary>
    /// A connection to one server that is made again whenever it ends, by <see
    /// cref="Connector.StayConnected{TSession}"/>. Each connection has a new session from the factory.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The link makes its first attempt at once. It waits as its <see cref="Backoff"/> says after a failed attempt and
    /// after the end of a session, and then makes another. An attempt has failed if no session came of it, or if the
    /// session ended before it had been open for <see cref="Packetwright.Backoff.Maximum"/>. Each failure is passed to
    /// the listener of the link.
    /// </para>
    /// <para>
    /// The link ends when this side wants it to: by <see cref="Close"/>, by <see cref="Connector.Dispose"/>, or by <see
    /// cref="PacketSession.Close"/> or <see cref="PacketSession.Abort"/> of its session, even if the session then ends
    /// for another reason. It goes on after every other end.
    /// </para>
    /// <para>Use it on the thread that polls, including in callbacks.</para>
    /// </remarks>
    public sealed class Link<TSession> : ILink, IConnectionListener
        where TSession : PacketSession
    {
        private readonly Connector connector;
        private readonly string host;
        private readonly int port;
        private readonly Backoff backoff;
        private readonly Func<TSession> factory;
        private readonly Action<Link<TSession>, Exception> onFailure;
        private readonly ConnectorContext context;
        private Connection connection;
        private TSession made;
        private TimeSpan connectedAt;
        private TimeSpan nextAttemptAt;
        private int failedAttempts;
        private Exception lastFailure;

        internal Link(
            Connector connector,
            string host,
            int port,
            Backoff backoff,
            Func<TSession> factory,
            Action<Link<TSession>, Exception> onFailure,
            ConnectorContext context)
        {
            this.connector = connector;
            this.host = host;
            this.port = port;
            this.backoff = backoff;
            this.factory = factory;
            this.onFailure = onFailure;
            this.context = context;
            nextAttemptAt = context.Clock.Now;
        }

        /// <summary>
        /// The current session, from the return of its <see cref="PacketSession.OnConnected"/> to its end; null while
        /// there is none.
        /// </summary>
        public TSession Session { get; private set; }

        /// <summary>The number of attempts that have failed in a row; 0 once a session has lasted.</summary>
        public int FailedAttempts
        {
            get { return HasLasted ? 0 : failedAttempts; }
        }

        /// <summary>The failure of the last of these attempts; null if there are none.</summary>
        public Exception LastFailure
        {
            get { return HasLasted ? null : lastFailure; }
        }

        /// <summary>Whether the link has been closed, and makes no more attempts.</summary>
        public bool IsClosed { get; private set; }

        /// <summary>
        /// Ends the link: closes its session as <see cref="PacketSession.Close"/> does, or gives the attempt up.
        /// Further calls have no effect.
        /// </summary>
        public void Close()
        {
            IsClosed = true;
            if (connection != null)
            {
                connection.CloseHere();
            }
        }

        private bool HasLasted
        {
            get { return Session != null && context.Clock.Now - connectedAt >= backoff.Maximum; }
        }

        // ---- for polls

        bool ILink.HasEnded
        {
            get { return IsClosed && connection == null; }
        }

        void ILink.Step()
        {
            if (IsClosed || connection != null || context.Clock.Now < nextAttemptAt)
            {
                return;
            }
            try
            {
                connection = connector.Start(host, port, this);
            }
            catch (Exception failure) // of the factory for transports
            {
                Fail(failure);
            }
        }

        PacketSession IConnectionListener.NewSession()
        {
            made = factory();
            return made;
        }

        void IConnectionListener.Connected()
        {
            connectedAt = context.Clock.Now;
            Session = made;
        }

        void IConnectionListener.Failed(Exception failure)
        {
            connection = null;
            if (!IsClosed)
            {
                Fail(failure);
            }
        }

        void IConnectionListener.Ended(Disconnect disconnect)
        {
            bool hasLasted = HasLasted;
            IsClosed |= connection.IsClosedHere;
            connection = null;
            Session = null;
            if (hasLasted)
            {
                failedAttempts = 0;
                lastFailure = null;
                nextAttemptAt = context.Clock.Now + Delay();
            }
            else if (!IsClosed)
            {
                Fail(new ConnectException("the session with " + host + ":" + port + " ended soon: " + disconnect, disconnect.Cause));
            }
        }

        private void Fail(Exception failure)
        {
            failedAttempts++;
            lastFailure = failure;
            nextAttemptAt = context.Clock.Now + Delay();
            try
            {
                onFailure(this, failure);
            }
            catch (Exception thrown)
            {
                context.Errors.Add(thrown);
            }
        }

        private TimeSpan Delay()
        {
            return backoff.Delay(failedAttempts, context.Random.NextPart());
        }
    }

    /// <summary>A link, whatever its sessions are.</summary>
    internal interface ILink
    {
        bool HasEnded { get; }

        /// <summary>Makes an attempt if the time has come.</summary>
        void Step();

        void Close();
    }
}
