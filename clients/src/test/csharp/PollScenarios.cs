using Packetwright;
using System;
using System.Collections.Generic;
using System.Threading;
using static Testing;

/// <summary>What polls report, and in which order.</summary>
static class PollScenarios
{
    const int SlowLimit = 64 * 1024;
    static Connector slow;
    static Recorder slowSession;
    static long memoryBefore;

    internal static void AddTo(Dictionary<string, Action<string[]>> scenarios)
    {
        scenarios["order"] = Order;
        scenarios["limits"] = Limits;
        scenarios["fair"] = Fair;
        scenarios["handler-throws"] = HandlerThrows;
        scenarios["on-connected-throws"] = OnConnectedThrows;
        scenarios["on-disconnected-throws"] = OnDisconnectedThrows;
        scenarios["listener-throws"] = ListenerThrows;
        scenarios["reentrant"] = Reentrant;
        scenarios["not-polled"] = NotPolled;
        scenarios["await-full-queue"] = AwaitFullQueue;
        scenarios["polled-at-last"] = PolledAtLast;
        scenarios["pause"] = Pause;
    }

    /// <summary>Port of a server that sends the packets 1, 2, 3 to each client and closes.</summary>
    static void Order(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = new Recorder();
            Recorder refused = new Recorder();
            connector.Connect("127.0.0.1", int.Parse(arguments[0]), session, session.OnFailure);
            connector.Connect("127.0.0.1", int.Parse(arguments[1]), refused, refused.OnFailure);
            AwaitArrival(connector);
            Same("", session.Story + refused.Story);
            Same(3, connector.Poll(100, 1000));
            Same("connected, packet 1, packet 2, packet 3", session.Story.Replace(", ended ClosedByPeer", ""));
            PollUntil(connector, () => session.HasEnded);
            Same("connected, packet 1, packet 2, packet 3, ended ClosedByPeer", session.Story);
            Same("failed", refused.Story);
        }
    }

    /// <summary>Port of a server that sends the packets 1, 2, 3 and closes.</summary>
    static void Limits(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = new Recorder();
            connector.Connect("127.0.0.1", int.Parse(arguments[0]), session, session.OnFailure);
            AwaitArrival(connector);
            Same(2, connector.Poll(2, 1000));
            Same("connected, packet 1, packet 2", session.Story);
            True(connector.WaitForEvents(10000), "something is left over");
            Same(1, connector.Poll(2, 1000));
            PollUntil(connector, () => session.HasEnded);

            Recorder slow = new Recorder { OnId = id => Thread.Sleep(2) };
            connector.Connect("127.0.0.1", int.Parse(arguments[0]), slow, slow.OnFailure);
            AwaitArrival(connector);
            Same(1, connector.Poll(100, 1)); // the time is over after the first
            Same(1, connector.Poll(100, 1));
            Same(1, connector.Poll(100, 1));
            Same(0, connector.Poll(100, 1));
        }
    }

    /// <summary>Port of a server that sends without end: each session has its turn.</summary>
    static void Fair(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder first = Connect(connector, arguments[0]);
            Recorder second = Connect(connector, arguments[0]);
            Recorder third = Connect(connector, arguments[0]);
            int before = Math.Max(first.Ids.Count, Math.Max(second.Ids.Count, third.Ids.Count));
            Await(() =>
            {
                connector.Poll(1, 1000);
                return Math.Min(first.Ids.Count, Math.Min(second.Ids.Count, third.Ids.Count)) > before + 10;
            });
            first.Abort();
            second.Abort();
            third.Abort();
            PollUntil(connector, () => first.HasEnded && second.HasEnded && third.HasEnded);
        }
    }

    /// <summary>Port of an echo server.</summary>
    static void HandlerThrows(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder good = Connect(connector, arguments[0]);
            Recorder bad = Connect(connector, arguments[0]);
            Recorder malformed = Connect(connector, arguments[0]);
            bad.OnId = id => throw new ArithmeticException("no such number");
            malformed.OnId = id => throw new MalformedPacketException("S_Chat", "chat", 4, "is bad");
            foreach (Recorder session in new[] { bad, malformed, good })
            {
                session.Send(new AnyPacket(7, 0));
                session.Send(new AnyPacket(8, 0));
            }
            PollUntil(connector, () => bad.HasEnded && malformed.HasEnded && good.Ids.Count == 2);
            Same("connected, packet 7, ended HandlerFailed", bad.Story);
            Same("at packet 7", bad.End.Detail);
            True(bad.End.Cause is ArithmeticException, "the cause is what was thrown");
            Contains("no such number", bad.End.ToString());
            Same("connected, packet 7, ended MalformedPacket", malformed.Story);
            Same("MalformedPacket: S_Chat.chat at byte 4: is bad", malformed.End.ToString());
            Same("connected, packet 7, packet 8", good.Story);
        }
    }

    sealed class ThrowingAtOnce : Recorder
    {
        protected override void OnConnected()
        {
            base.OnConnected();
            throw new ArithmeticException();
        }
    }

    static void OnConnectedThrows(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = Connect(connector, arguments[0], new ThrowingAtOnce());
            PollUntil(connector, () => session.HasEnded);
            Same("connected, ended HandlerFailed", session.Story);
        }
    }

    /// <summary>Port of an echo server.</summary>
    static void OnDisconnectedThrows(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder first = Connect(connector, arguments[0]);
            Recorder second = Connect(connector, arguments[0]);
            first.OnEnd = () => throw new ArithmeticException("of the first");
            second.OnEnd = () => throw new ArithmeticException("of the second");
            first.Abort();
            Contains("of the first", Throws<ArithmeticException>(() => connector.Poll(100, 1000)).Message);
            second.Send(new AnyPacket(5, 0));
            PollUntil(connector, () => second.Ids.Count == 1);
            second.Abort();
            Contains("of the second", Throws<ArithmeticException>(() => connector.Poll(100, 1000)).Message);
            connector.Poll(100, 1000);
        }
    }

    /// <summary>Port where nobody listens.</summary>
    static void ListenerThrows(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            for (int i = 0; i < 2; i++)
            {
                connector.Connect(
                    "127.0.0.1", int.Parse(arguments[0]), new Recorder(), failure => throw new ArithmeticException());
            }
            AwaitArrival(connector);
            Same(2, Throws<AggregateException>(() => connector.Poll(100, 1000)).InnerExceptions.Count);
            connector.Poll(100, 1000);
        }
    }

    /// <summary>Port of an echo server.</summary>
    static void Reentrant(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = Connect(connector, arguments[0]);
            Recorder made = new Recorder();
            session.OnId = id =>
            {
                Throws<InvalidOperationException>(() => connector.Poll(1, 1));
                connector.Connect("127.0.0.1", int.Parse(arguments[0]), made, made.OnFailure);
            };
            session.Send(new AnyPacket(7, 0));
            PollUntil(connector, () => made.Events.Count > 0);
            Same("connected, packet 7", session.Story);
            Same("connected", made.Story);
        }
    }

    /// <summary>Port of a server that sends as many packets of 10,000 bytes as it can.</summary>
    static void NotPolled(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.ReceiveQueueLimit = SlowLimit;
        memoryBefore = GC.GetTotalMemory(true);
        slow = new Connector(options);
        slowSession = new Recorder();
        slow.Connect("127.0.0.1", int.Parse(arguments[0]), slowSession, slowSession.OnFailure);
    }

    /// <summary>Waits until the queue of the client that does not poll is full. It never holds more.</summary>
    static void AwaitFullQueue(string[] arguments)
    {
        Await(() => ReceivedBy(slow) >= SlowLimit);
        Same(SlowLimit, ReceivedBy(slow));
    }

    /// <summary>The number of packets that the server has sent in the end, before it closed.</summary>
    static void PolledAtLast(string[] arguments)
    {
        Same("", slowSession.Story);
        long grown = GC.GetTotalMemory(true) - memoryBefore;
        PollUntil(slow, () => slowSession.HasEnded);
        Same(int.Parse(arguments[0]), slowSession.Ids.Count);
        Same("ClosedByPeer", slowSession.End.ToString());
        slowSession = null;
        slow.Dispose();
        True(grown < 8 * 1024 * 1024, grown + " bytes of memory");
    }

    /// <summary>A pause between two polls ends no session.</summary>
    static void Pause(string[] arguments)
    {
        PollClock clock = new PollClock();
        clock.AdvanceTo(TimeSpan.FromSeconds(1));
        Same(TimeSpan.FromSeconds(1), clock.Now);
        clock.AdvanceTo(TimeSpan.FromSeconds(60));
        Same(TimeSpan.FromSeconds(3), clock.Now);
        clock.AdvanceTo(TimeSpan.FromSeconds(61));
        Same(TimeSpan.FromSeconds(4), clock.Now);
    }
}
