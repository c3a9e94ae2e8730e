using Packetwright;
using System;
using System.Collections.Generic;
using static Testing;

/// <summary>The end of a connector, in every state.</summary>
static class DisposeScenarios
{
    internal static void AddTo(Dictionary<string, Action<string[]>> scenarios)
    {
        scenarios["dispose-idle"] = Idle;
        scenarios["dispose-connecting"] = Connecting;
        scenarios["dispose-connected"] = Connected;
        scenarios["dispose-flushes"] = Flushes;
        scenarios["dispose-stuck"] = Stuck;
        scenarios["dispose-in-callback"] = InCallback;
        scenarios["dispose-not-polled"] = NotPolled;
        scenarios["never-disposed"] = NeverDisposed;
    }

    static void CheckDisposed(Connector connector)
    {
        Await(() => ThreadsOf(connector) == 0);
        Recorder session = new Recorder();
        Throws<ObjectDisposedException>(() => connector.Poll(1, 1));
        Throws<ObjectDisposedException>(() => connector.Connect("127.0.0.1", 1, session, session.OnFailure));
        Throws<ObjectDisposedException>(
            () => connector.StayConnected("127.0.0.1", 1, new Backoff(), () => session, (link, failure) => { }));
        connector.Dispose();
    }

    static void Idle(string[] arguments)
    {
        Connector connector = new Connector();
        connector.Dispose();
        CheckDisposed(connector);
    }

    /// <summary>Port of a server whose backlog is full.</summary>
    static void Connecting(string[] arguments)
    {
        Connector connector = new Connector();
        Recorder session = new Recorder();
        connector.Connect("127.0.0.1", int.Parse(arguments[0]), session, session.OnFailure);
        Link<Recorder> link = connector.StayConnected(
            "127.0.0.1", int.Parse(arguments[0]), new Backoff(), () => session, (failed, failure) => { });
        connector.Poll(1, 1);
        connector.Dispose();
        Same("failed", session.Story);
        True(link.IsClosed, "the link is closed");
        CheckDisposed(connector);
    }

    /// <summary>Port of an echo server.</summary>
    static void Connected(string[] arguments)
    {
        Connector connector = new Connector();
        Recorder first = Connect(connector, arguments[0]);
        Recorder second = Connect(connector, arguments[0]);
        second.OnEnd = () => throw new ArithmeticException();
        Throws<ArithmeticException>(connector.Dispose);
        Same("connected, ended ClosedLocally", first.Story);
        Same("connected, ended ClosedLocally", second.Story);
        CheckDisposed(connector);
    }

    /// <summary>Port of a server that counts what it receives, number of packets.</summary>
    static void Flushes(string[] arguments)
    {
        Connector connector = new Connector(new ConnectorOptions { ShutdownLimit = TimeSpan.FromSeconds(30) });
        Recorder session = Connect(connector, arguments[0]);
        for (int i = 0; i < int.Parse(arguments[1]); i++)
        {
            session.Send(new AnyPacket(2, 1000));
        }
        connector.Dispose();
        Same("connected, ended ClosedLocally", session.Story);
        CheckDisposed(connector);
    }

    /// <summary>Port of a server that does not read.</summary>
    static void Stuck(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions { ShutdownLimit = TimeSpan.FromMilliseconds(50) };
        options.Session.SendQueueLimit = 64 * 1024 * 1024;
        Connector connector = new Connector(options);
        Recorder session = Connect(connector, arguments[0]);
        for (int i = 0; i < 400; i++)
        {
            session.Send(new AnyPacket(1, 60000));
        }
        connector.Dispose();
        Same("connected, ended AbortedLocally", session.Story);
        True(session.End.UnsentBytes > 1000000, "bytes unsent: " + session.End.UnsentBytes);
        CheckDisposed(connector);
    }

    /// <summary>Port of an echo server.</summary>
    static void InCallback(string[] arguments)
    {
        Connector connector = new Connector();
        Recorder session = Connect(connector, arguments[0]);
        Recorder other = Connect(connector, arguments[0]);
        session.OnId = id => connector.Dispose();
        session.Send(new AnyPacket(6, 0));
        while (!session.HasEnded)
        {
            connector.WaitForEvents(100);
            connector.Poll(100, 1000);
        }
        Same("connected, packet 6, ended ClosedLocally", session.Story);
        Same("connected, ended ClosedLocally", other.Story);
        CheckDisposed(connector);
    }

    /// <summary>Port of a server that sends without end, to a session that is never polled.</summary>
    static void NotPolled(string[] arguments)
    {
        Connector connector = new Connector();
        Recorder session = new Recorder();
        connector.Connect("127.0.0.1", int.Parse(arguments[0]), session, session.OnFailure);
        Await(() => ThreadsOf(connector) == 2);
        connector.Dispose();
        CheckDisposed(connector);
    }

    /// <summary>The process ends all the same.</summary>
    static void NeverDisposed(string[] arguments)
    {
        Connector connector = new Connector();
        Connect(connector, arguments[0]).Send(new AnyPacket(1, 10));
        Await(() => ThreadsOf(connector) == 2);
    }
}
