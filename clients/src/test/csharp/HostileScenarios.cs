using Packetwright;
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using static Testing;

/// <summary>Servers and transports that do the worst they can, and programs that use a connector wrongly.</summary>
static class HostileScenarios
{
    static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(20);

    internal static void AddTo(Dictionary<string, Action<string[]>> scenarios)
    {
        scenarios["flood-without-reading"] = FloodWithoutReading;
        scenarios["quick-after-flood"] = QuickAfterFlood;
        scenarios["late-handshake"] = LateHandshake;
        scenarios["not-idle-in-a-flood"] = NotIdleInAFlood;
        scenarios["pings-in-a-flood"] = PingsInAFlood;
        scenarios["transport-throws"] = TransportThrows;
        scenarios["transport-lies"] = TransportLies;
        scenarios["no-transport"] = NoTransport;
        scenarios["poll-on-two-threads"] = PollOnTwoThreads;
        scenarios["dispose-on-another-thread"] = DisposeOnAnotherThread;
        scenarios["dispose-while-polling"] = DisposeWhilePolling;
        scenarios["callbacks-do-everything"] = CallbacksDoEverything;
    }

    /// <summary>The server sends more than is polled, and reads nothing.</summary>
    static void FloodWithoutReading(string[] arguments)
    {
        FakeTransport server = new FakeTransport { IsFlooding = true };
        using (Connector connector = Connector(server))
        {
            Recorder session = Connect(connector, "1");
            session.Send(new AnyPacket(1, 10));
            PollOneByOneUntil(connector, () => session.HasEnded);
            Same(DisconnectReason.WriteStalled, session.End.Reason);
        }
    }

    /// <summary>Nothing waits during a flood, which takes longer than the limit. Only then the session sends.</summary>
    static void QuickAfterFlood(string[] arguments)
    {
        FakeTransport server = new FakeTransport { IsFlooding = true };
        using (Connector connector = Connector(server))
        {
            Recorder session = Connect(connector, "1");
            PollOneByOneFor(connector, Limit + Limit);
            session.Send(new AnyPacket(1, 10));
            server.IsFlooding = false;
            connector.Poll(int.MaxValue, 1000);
            True(session.IsOpen, "the session is open, not " + session.End);
        }
    }

    /// <summary>A connector that has run for longer than the limit makes a session that sends at once.</summary>
    static void LateHandshake(string[] arguments)
    {
        using (Connector connector = Connector(new FakeTransport()))
        {
            PollOneByOneFor(connector, Limit + Limit);
            Greeter session = new Greeter();
            connector.Connect("host", 1, session, session.OnFailure);
            connector.Poll(1, 1000);
            True(session.IsOpen, "the session is open, not " + session.End);
        }
    }

    sealed class Greeter : Recorder
    {
        protected override void OnConnected()
        {
            base.OnConnected();
            Send(new AnyPacket(1, 10));
        }
    }

    /// <summary>Bytes wait to be polled, for longer than the limit.</summary>
    static void NotIdleInAFlood(string[] arguments)
    {
        FakeTransport server = new FakeTransport();
        ConnectorOptions options = Options(server);
        options.Session.IdleTimeout = Limit;
        using (Connector connector = new Connector(options))
        {
            Recorder session = Connect(connector, "1");
            server.IsFlooding = true;
            connector.Poll(1, 1000);
            server.IsFlooding = false; // a thousand packets have arrived
            PollSlowly(connector, Limit + Limit);
            True(session.IsOpen, "the session is open, not " + session.End);
        }
    }

    /// <summary>The server must hear from the client, whatever it sends.</summary>
    static void PingsInAFlood(string[] arguments)
    {
        FakeTransport server = new FakeTransport { IsFlooding = true };
        ConnectorOptions options = Options(server);
        options.Session.StallTimeout = TimeSpan.FromDays(1);
        options.Session.Ping = new PingPackets(100, 101);
        using (Connector connector = new Connector(options))
        {
            Connect(connector, "1");
            PollOneByOneUntil(connector, () => server.UnsentBytes == PingPackets.Size);
        }
    }

    static void PollOneByOneFor(Connector connector, TimeSpan time)
    {
        Stopwatch watch = Stopwatch.StartNew();
        PollOneByOneUntil(connector, () => watch.Elapsed > time);
    }

    /// <summary>Polls now and then, so that some of what has arrived is left.</summary>
    static void PollSlowly(Connector connector, TimeSpan time)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            Thread.Sleep(1);
            Same(1, connector.Poll(1, 1000));
        }
    }

    static void PollOneByOneUntil(Connector connector, Func<bool> condition)
    {
        Await(() =>
        {
            connector.Poll(1, 1000);
            return condition();
        });
    }

    static Connector Connector(FakeTransport server)
    {
        return new Connector(Options(server));
    }

    static ConnectorOptions Options(params FakeTransport[] servers)
    {
        Queue<FakeTransport> left = new Queue<FakeTransport>(servers);
        ConnectorOptions options = new ConnectorOptions();
        options.Session.StallTimeout = Limit;
        options.Transport = (host, port) => left.Dequeue();
        return options;
    }

    static void TransportThrows(string[] arguments)
    {
        foreach (string method in new[] { "Open", "State", "Failure", "Receive", "Send", "UnsentBytes", "Close", "Abort", "IsFlushed" })
        {
            FakeTransport broken = new FakeTransport();
            FakeTransport good = new FakeTransport();
            if (method == "Open")
            {
                broken.Broken = method;
            }
            ConnectorOptions options = Options(broken, good);
            options.Session.StallTimeout = TimeSpan.FromDays(1);
            using (Connector connector = new Connector(options))
            {
                Recorder session = new Recorder();
                connector.Connect("host", 1, session, session.OnFailure);
                Recorder other = Connect(connector, "2");
                connector.Poll(1000, 1000);
                broken.Broken = method;
                good.IsFlooding = true;
                if (method == "Failure")
                {
                    broken.EndState = TransportState.Ended;
                }
                if (method != "Open")
                {
                    session.Send(new AnyPacket(1, 0));
                }
                if (method == "Close" || method == "Abort" || method == "IsFlushed")
                {
                    session.Close();
                    session.Abort();
                }
                connector.Poll(1000, 1000);
                connector.Poll(1000, 1000);
                Same(method == "Open" ? "failed" : "connected", session.Events[0]);
                if (method != "Open")
                {
                    PollUntil(connector, () => session.HasEnded);
                    string reason = session.End.Reason.ToString();
                    True(reason == "ConnectionLost" || reason == "AbortedLocally", method + ": " + session.End);
                }
                True(other.IsOpen && other.Ids.Count > 0, "the other session goes on");
                good.IsFlooding = false;
                good.EndState = TransportState.Ended;
                good.HasFlushed = true;
            }
        }
    }

    /// <summary>More bytes than were asked for.</summary>
    static void TransportLies(string[] arguments)
    {
        foreach (int lie in new[] { -1, int.MaxValue })
        {
            FakeTransport server = new FakeTransport();
            using (Connector connector = Connector(server))
            {
                Recorder session = Connect(connector, "1");
                server.Lie = lie;
                PollUntil(connector, () => session.HasEnded);
                Same(DisconnectReason.ConnectionLost, session.End.Reason);
                Contains("received " + lie + " bytes", session.End.Cause.Message);
            }
        }
    }

    static void NoTransport(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions { Transport = (host, port) => null };
        using (Connector connector = new Connector(options))
        {
            Recorder session = new Recorder();
            Throws<InvalidOperationException>(() => connector.Connect("host", 1, session, session.OnFailure));
            connector.Poll(1, 1);
        }
    }

    static void PollOnTwoThreads(string[] arguments)
    {
        FakeTransport server = new FakeTransport { IsFlooding = true };
        using (Connector connector = Connector(server))
        {
            Recorder session = Connect(connector, "1");
            session.OnId = id => OnAnotherThread(() => Throws<InvalidOperationException>(() => connector.Poll(1, 1)));
            Same(1, connector.Poll(1, 1000));
            Same("connected", session.Events[0]);
            True(session.IsOpen, "the session is open, not " + session.End);
        }
    }

    static void DisposeOnAnotherThread(string[] arguments)
    {
        FakeTransport server = new FakeTransport { IsFlooding = true };
        Connector connector = Connector(server);
        Recorder session = Connect(connector, "1");
        session.OnId = id => OnAnotherThread(connector.Dispose);
        server.EndState = TransportState.Ended;
        server.HasFlushed = true;
        connector.Poll(1, 1000);
        Same("ended ClosedLocally", session.Events[session.Events.Count - 1]);
        Throws<ObjectDisposedException>(() => connector.Poll(1, 1));
    }

    static void OnAnotherThread(Action action)
    {
        Exception failure = null;
        Thread thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        thread.Start();
        thread.Join();
        if (failure != null)
        {
            throw failure;
        }
    }

    /// <summary>One thread polls again and again, and another one disposes at any moment.</summary>
    static void DisposeWhilePolling(string[] arguments)
    {
        for (int i = 0; i < int.Parse(arguments[0]); i++)
        {
            FakeTransport server = new FakeTransport { IsFlooding = true };
            Connector connector = Connector(server);
            Recorder session = Connect(connector, "1");
            server.EndState = TransportState.Ended;
            server.HasFlushed = true;
            int inside = 0;
            session.OnId = id =>
            {
                Same(1, Interlocked.Increment(ref inside));
                Interlocked.Decrement(ref inside);
            };
            ManualResetEventSlim isPolled = new ManualResetEventSlim();
            Thread disposer = new Thread(() =>
            {
                isPolled.Wait();
                Thread.SpinWait(10 * (i % 100));
                connector.Dispose();
            });
            disposer.Start();
            Throws<ObjectDisposedException>(() =>
            {
                while (true)
                {
                    connector.Poll(1, 1000);
                    isPolled.Set();
                }
            });
            disposer.Join();
            Same(1, session.Events.FindAll(e => e.StartsWith("ended")).Count);
            True(server.Aborts > 0, "the transport is aborted");
        }
    }

    /// <summary>Callbacks send, close, abort, connect and dispose.</summary>
    static void CallbacksDoEverything(string[] arguments)
    {
        FakeTransport first = new FakeTransport();
        FakeTransport second = new FakeTransport();
        Connector connector = new Connector(Options(first, second));
        Recorder other = new Recorder();
        Recorder session = Connect(connector, "1");
        session.OnId = id =>
        {
            True(session.Send(new AnyPacket(1, 1)), "sends");
            connector.Connect("host", 2, other, other.OnFailure);
            session.Close();
            True(!session.Send(new AnyPacket(1, 1)), "sends after the close");
            session.Abort();
            connector.Dispose();
            Throws<ObjectDisposedException>(() => connector.Connect("host", 2, new Recorder(), failure => { }));
            throw new InvalidOperationException("after everything");
        };
        first.IsFlooding = true;
        connector.Poll(1000, 1000);
        Same(1, session.Ids.Count);
        Same("ended AbortedLocally", session.Events[session.Events.Count - 1]);
        Same("failed", other.Story);
        True(first.Aborts > 0 && second.Aborts > 0, "both transports are aborted");
    }

    /// <summary>A transport without a network.</summary>
    sealed class FakeTransport : ITransport
    {
        int unsent;

        internal bool IsFlooding;
        internal bool HasFlushed;
        internal TransportState EndState = TransportState.Connected;
        internal string Broken = "";
        internal int Lie;
        internal int Aborts;

        void Call(string method)
        {
            if (method == Broken)
            {
                throw new NotSupportedException(method);
            }
        }

        public TransportState State
        {
            get
            {
                Call("State");
                return EndState;
            }
        }

        public Exception Failure
        {
            get
            {
                Call("Failure");
                return null;
            }
        }

        public int UnsentBytes
        {
            get
            {
                Call("UnsentBytes");
                return unsent;
            }
        }

        public bool IsFlushed
        {
            get
            {
                Call("IsFlushed");
                return HasFlushed;
            }
        }

        public void Open(Action changed)
        {
            Call("Open");
        }

        /// <summary>Whole packets without a body, if it is a flood.</summary>
        public int Receive(byte[] buffer, int offset, int count)
        {
            Call("Receive");
            if (!IsFlooding)
            {
                return Lie;
            }
            int length = count / 4 * 4;
            for (int i = 0; i < length; i += 4)
            {
                buffer[offset + i] = 4;
                buffer[offset + i + 1] = 0;
                buffer[offset + i + 2] = 9;
                buffer[offset + i + 3] = 0;
            }
            return length;
        }

        public void Send(byte[] buffer, int offset, int count)
        {
            Call("Send");
            unsent += count;
        }

        public void Close()
        {
            Call("Close");
        }

        public void Abort()
        {
            Aborts++;
            Call("Abort");
        }
    }
}
