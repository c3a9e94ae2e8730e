using System;
using System.Collections.Generic;
using System.Threading;

namespace Packetwright
{
    /// <summary>
    /// Connects to servers, any number at once. Everything that happens to its sessions is reported by <see
    /// cref="Poll"/>, on the thread that calls it: in Unity, call it in <c>Update</c>.
    /// </summary>
    /// <remarks>
    /// Use all methods on one thread; only the sessions may be used from others. The threads of the connector do not
    /// keep the process running.
    /// </remarks>
    public sealed class Connector : IDisposable
    {
        private readonly ConnectorOptions options;
        private readonly ConnectorContext context = new ConnectorContext();
        private readonly List<Connection> connections = new List<Connection>();
        private readonly List<ILink> links = new List<ILink>();
        private readonly PollBudget budget = new PollBudget();
        private int next;
        private int isPolling;
        private volatile bool isDisposed;
        private bool hasEnded;

        /// <summary>Makes a connector with the default options.</summary>
        public Connector()
            : this(new ConnectorOptions())
        {
        }

        /// <summary>Makes a connector.</summary>
        /// <param name="options">Copied, so it may change after this call.</param>
        public Connector(ConnectorOptions options)
        {
            this.options = OptionRange.NotNull("options", options).Copy();
        }

        /// <summary>
        /// Connects to a server. Returns at once; a later poll calls either the session or the listener.
        /// </summary>
        /// <param name="host">
        /// The name or address. A name is looked up now. If it has several addresses, they are tried in turn.
        /// </param>
        /// <param name="port">The port, 1 to 65,535.</param>
        /// <param name="session">A new session. To close it gives the attempt up.</param>
        /// <param name="onFailure">Called if no connection is made. Then the session is not called.</param>
        /// <exception cref="InvalidOperationException">The session has been used before.</exception>
        /// <exception cref="ObjectDisposedException">The connector has been disposed of.</exception>
        public void Connect(string host, int port, PacketSession session, Action<ConnectException> onFailure)
        {
            CheckServer(host, port);
            OptionRange.NotNull("session", session);
            OptionRange.NotNull("onFailure", onFailure);
            Connection connection = NewConnection(host, port, new SingleAttempt(session, onFailure, context.Errors));
            session.Bind(connection);
            Open(connection);
        }

        /// <summary>
        /// Connects to a server, and connects again whenever an attempt fails or the session ends, until the link is
        /// closed. <see cref="Link{TSession}"/> describes what ends it. The next poll makes the first attempt.
        /// </summary>
        /// <param name="host">The name or address. A name is looked up anew for each attempt.</param>
        /// <param name="port">The port, 1 to 65,535.</param>
        /// <param name="backoff">The times to wait between the attempts.</param>
        /// <param name="factory">Makes a new session for each connection, in a poll.</param>
        /// <param name="onFailure">
        /// Called after each failed attempt with the link and a <see cref="ConnectException"/>, or with what the
        /// factory threw. It may close the link.
        /// </param>
        /// <exception cref="ObjectDisposedException">The connector has been disposed of.</exception>
        public Link<TSession> StayConnected<TSession>(
            string host, int port, Backoff backoff, Func<TSession> factory, Action<Link<TSession>, Exception> onFailure)
            where TSession : PacketSession
        {
            CheckServer(host, port);
            OptionRange.NotNull("backoff", backoff);
            OptionRange.NotNull("factory", factory);
            OptionRange.NotNull("onFailure", onFailure);
            CheckNotDisposed();
            Link<TSession> link = new Link<TSession>(this, host, port, backoff, factory, onFailure, context);
            links.Add(link);
            context.Wake();
            return link;
        }

        private static void CheckServer(string host, int port)
        {
            OptionRange.NotNull("host", host);
            OptionRange.Check("port", port, 1, 65535);
        }

        private void CheckNotDisposed()
        {
            if (isDisposed)
            {
                throw new ObjectDisposedException("Connector");
            }
        }

        internal Connection Start(string host, int port, IConnectionListener listener)
        {
            Connection connection = NewConnection(host, port, listener);
            Open(connection);
            return connection;
        }

        private Connection NewConnection(string host, int port, IConnectionListener listener)
        {
            CheckNotDisposed();
            return new Connection(host + ":" + port, NewTransport(host, port), listener, options.Session, context);
        }

        private ITransport NewTransport(string host, int port)
        {
            if (options.Transport == null)
            {
                return new TcpTransport(host, port, options, context.Threads);
            }
            ITransport transport = options.Transport(host, port);
            if (transport == null)
            {
                throw new InvalidOperationException("ConnectorOptions.Transport made no transport");
            }
            return new GuardedTransport(transport);
        }

        private void Open(Connection connection)
        {
            connections.Add(connection);
            connection.Open();
        }

        // ---- polling

        /// <summary>
        /// Reports what has happened: for each session its connection, its packets and its end, in this order, and the
        /// attempts that have failed. Does not wait for anything. What is left over is reported by the next poll, which
        /// begins with the sessions that this one has not come to.
        /// </summary>
        /// <param name="maxPackets">The largest number of packets, at least 1.</param>
        /// <param name="maxMilliseconds">
        /// The time after which no further packet is delivered, at least 1. One packet is always delivered if there is
        /// one.
        /// </param>
        /// <returns>The number of packets that were delivered.</returns>
        /// <exception cref="InvalidOperationException">
        /// The poll was called in a callback, or while another thread polls.
        /// </exception>
        /// <exception cref="ObjectDisposedException">The connector has been disposed of.</exception>
        /// <remarks>
        /// An exception of <see cref="PacketSession.OnDisconnected"/> or of a listener for failures is thrown at the
        /// end of the poll, after everything else has been reported; several of them as an <see
        /// cref="AggregateException"/>.
        /// </remarks>
        public int Poll(int maxPackets, int maxMilliseconds)
        {
            OptionRange.Check("maxPackets", maxPackets, 1, int.MaxValue);
            OptionRange.Check("maxMilliseconds", maxMilliseconds, 1, int.MaxValue);
            CheckNotDisposed();
            if (!BeginPoll())
            {
                CheckNotDisposed();
                throw new InvalidOperationException("a poll is already running: Poll cannot be called in a callback");
            }
            int packets = 0;
            try
            {
                if (!hasEnded)
                {
                    budget.Begin(maxPackets, maxMilliseconds);
                    StepAll();
                    packets = budget.Packets;
                }
            }
            finally
            {
                EndPoll();
            }
            EndIfDisposed();
            context.Errors.ThrowIfAny();
            return packets;
        }

        private bool BeginPoll()
        {
            return Interlocked.Exchange(ref isPolling, 1) == 0;
        }

        private void EndPoll()
        {
            Interlocked.Exchange(ref isPolling, 0);
        }

        /// <summary>
        /// Waits until there is something to poll, for programs without a loop of their own. Not for WebGL, where
        /// nothing may wait. Time limits, pings and the attempts of links need polls without an event, too: wait for
        /// 100 ms or less.
        /// </summary>
        /// <returns>False if nothing has happened in this time.</returns>
        public bool WaitForEvents(int maxMilliseconds)
        {
            return context.Await(TimeSpan.FromMilliseconds(maxMilliseconds));
        }

        private void StepAll()
        {
            context.Clock.Advance();
            for (int i = links.Count - 1; i >= 0; i--)
            {
                links[i].Step();
                if (links[i].HasEnded)
                {
                    links.RemoveAt(i);
                }
            }
            for (int left = connections.Count; left > 0 && !budget.IsSpent; left--)
            {
                StepNext();
            }
            if (budget.IsSpent)
            {
                context.Wake(); // there may be more
            }
        }

        private void StepNext()
        {
            next = next < connections.Count ? next : 0;
            Connection connection = connections[next];
            connection.Step(budget);
            if (connection.HasEnded)
            {
                connections.RemoveAt(next);
            }
            else
            {
                next++;
            }
        }

        // ---- the end

        /// <summary>
        /// Closes the links, gives the attempts to connect up, closes every session as <see
        /// cref="PacketSession.Close"/> does, and aborts those that are left after <see
        /// cref="ConnectorOptions.ShutdownLimit"/>. Waits until all that is done, no session is left to be told and all
        /// threads have ended. Called in a callback, or on another thread during a poll, it takes effect at the end of
        /// that poll. Further calls have no effect.
        /// </summary>
        /// <exception cref="Exception">An exception of a callback, as in <see cref="Poll"/>.</exception>
        public void Dispose()
        {
            if (isDisposed)
            {
                return;
            }
            isDisposed = true;
            if (EndIfDisposed())
            {
                context.Errors.ThrowIfAny();
            }
        }

        /// <summary>
        /// Ends everything, unless a poll is running, which does so at its end. Returns whether this call has done it.
        /// </summary>
        private bool EndIfDisposed()
        {
            if (!isDisposed || !BeginPoll())
            {
                return false;
            }
            try
            {
                bool isFirst = !hasEnded;
                hasEnded = true;
                if (isFirst)
                {
                    EndAll();
                }
                return isFirst;
            }
            finally
            {
                EndPoll();
            }
        }

        private void EndAll()
        {
            Deadline deadline = new Deadline(options.ShutdownLimit);
            budget.Begin(int.MaxValue, int.MaxValue);
            links.ForEach(link => link.Close());
            connections.ForEach(connection => connection.CloseHere());
            StepAll();
            while (connections.Count > 0 && !deadline.HasPassed)
            {
                context.Await(deadline.Left);
                StepAll();
            }
            connections.ForEach(connection => connection.AbortHere());
            StepAll();
            context.Threads.AwaitNone(options.ShutdownLimit);
        }
    }
}
