using Packetwright;
using System;
using System.Collections.Generic;
using System.Threading;
using static Testing;

/// <summary>Sending, receiving and ending.</summary>
static class SessionScenarios
{
    /// <summary>The ids with which the echo server of the tests does something else.</summary>
    const int PleaseClose = 1000;
    const int PleaseAbort = 1001;

    internal static void AddTo(Dictionary<string, Action<string[]>> scenarios)
    {
        scenarios["echo"] = Echo;
        scenarios["send-from-threads"] = SendFromThreads;
        scenarios["send-queue-full"] = SendQueueFull;
        scenarios["invalid-packet"] = InvalidPacket;
        scenarios["server-closes"] = ServerCloses;
        scenarios["server-aborts"] = ServerAborts;
        scenarios["close-flushes"] = CloseFlushes;
        scenarios["abort"] = AbortResets;
        scenarios["close-times-out"] = CloseTimesOut;
        scenarios["idle"] = Idle;
        scenarios["stalled"] = Stalled;
        scenarios["pings"] = Pings;
        scenarios["bad-ping"] = BadPing;
        scenarios["own-pings"] = OwnPings;
        scenarios["forged-pongs"] = ForgedPongs;
        scenarios["garbage"] = Garbage;
    }

    static void Echo(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = Connect(connector, arguments[0]);
            foreach (int bodySize in new[] { 0, 1, 65531, 100, 4092, 4093 })
            {
                True(session.Send(new AnyPacket(bodySize, bodySize)), "accepted");
            }
            PollUntil(connector, () => session.Ids.Count == 6);
            Same("connected, packet 0, packet 1, packet 65531, packet 100, packet 4092, packet 4093", session.Story);
        }
    }

    static void SendFromThreads(string[] arguments)
    {
        const int Threads = 4;
        const int Packets = 2000;
        using (Connector connector = new Connector())
        {
            Recorder session = Connect(connector, arguments[0]);
            for (int i = 0; i < Threads; i++)
            {
                int first = 10000 * (i + 1);
                new Thread(() =>
                {
                    for (int k = 0; k < Packets; k++)
                    {
                        session.Send(new AnyPacket(first + k, k % 50));
                    }
                }).Start();
            }
            PollUntil(connector, () => session.Ids.Count == Threads * Packets);
            int[] next = { 0, 0, 0, 0, 0, 0, 0 };
            foreach (int id in session.Ids)
            {
                Same(next[id / 10000]++, id % 10000);
            }
        }
    }

    /// <summary>Port of a server that does not read.</summary>
    static void SendQueueFull(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.SendQueueLimit = 100000;
        using (Connector connector = new Connector(options))
        {
            Recorder session = Connect(connector, arguments[0]);
            AnyPacket packet = new AnyPacket(1, 30000);
            for (int i = 0; session.Send(packet); i++)
            {
                True(i < 100000, "the queue is full at some time");
            }
            True(!session.IsOpen, "not open");
            Same(false, session.Send(new AnyPacket(1, 0)));
            Same("connected", session.Story);
            connector.Poll(1, 1);
            Same("connected, ended SendQueueFull", session.Story);
            Same("more than 100000 bytes", session.End.Detail);
            True(session.End.UnsentBytes <= 100000, "at most 100,000 bytes unsent, were " + session.End.UnsentBytes);
        }
    }

    static void InvalidPacket(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = Connect(connector, arguments[0]);
            Throws<InvalidPacketException>(() => session.Send(new Unwritable()));
            session.Send(new AnyPacket(9, 3));
            PollUntil(connector, () => session.Ids.Count == 1);
            Same("connected, packet 9", session.Story);
        }
    }

    sealed class Unwritable : IPacket
    {
        public ushort Protocol
        {
            get { return 1; }
        }

        public int Size
        {
            get { return 10; }
        }

        public int Write(ArraySegment<byte> buffer)
        {
            Array.Clear(buffer.Array, buffer.Offset, 10);
            throw new InvalidPacketException("Unwritable", "member", "is null");
        }

        public void ReadFrom(ArraySegment<byte> packet)
        {
            throw new NotSupportedException();
        }
    }

    static void ServerCloses(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = Connect(connector, arguments[0]);
            session.Send(new AnyPacket(1, 10));
            session.Send(new AnyPacket(PleaseClose, 0));
            PollUntil(connector, () => session.HasEnded);
            Same("connected, packet 1, ended ClosedByPeer", session.Story);
            Same(0, session.End.UnsentBytes);
            Same(false, session.Send(new AnyPacket(1, 0)));
            session.Close();
            session.Abort();
            connector.Poll(1, 1);
            Same("connected, packet 1, ended ClosedByPeer", session.Story);
        }
    }

    static void ServerAborts(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = Connect(connector, arguments[0]);
            session.Send(new AnyPacket(PleaseAbort, 0));
            PollUntil(connector, () => session.HasEnded);
            Same("connected, ended ConnectionLost", session.Story);
            True(session.End.Cause != null, "there is a cause");
        }
    }

    /// <summary>
    /// Port of a server that counts what it receives and checks that the stream ends well, number of packets.
    /// </summary>
    static void CloseFlushes(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = Connect(connector, arguments[0]);
            for (int i = 0; i < int.Parse(arguments[1]); i++)
            {
                session.Send(new AnyPacket(2, 1000));
            }
            session.Close();
            True(!session.IsOpen, "not open");
            Same(false, session.Send(new AnyPacket(1, 0)));
            PollUntil(connector, () => session.HasEnded);
            Same("connected, ended ClosedLocally", session.Story);
            Same("ClosedLocally", session.End.ToString());
        }
    }

    static void AbortResets(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = Connect(connector, arguments[0]);
            session.Close();
            session.Abort();
            connector.Poll(1, 1);
            Same("connected, ended AbortedLocally", session.Story);
        }
    }

    /// <summary>Port of a server that neither reads nor closes.</summary>
    static void CloseTimesOut(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.CloseTimeout = TimeSpan.FromMilliseconds(50);
        using (Connector connector = new Connector(options))
        {
            Recorder session = Connect(connector, arguments[0]);
            session.Close();
            PollUntil(connector, () => session.HasEnded);
            Same("connected, ended CloseTimedOut", session.Story);
        }
    }

    /// <summary>Port of a server that sends one packet and is silent then.</summary>
    static void Idle(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.IdleTimeout = TimeSpan.FromMilliseconds(50);
        using (Connector connector = new Connector(options))
        {
            Recorder session = new Recorder();
            connector.Connect("127.0.0.1", int.Parse(arguments[0]), session, session.OnFailure);
            PollUntil(connector, () => session.HasEnded);
            Same("connected, packet 1, ended IdleTimedOut", session.Story);
        }
    }

    /// <summary>Port of a server that does not read.</summary>
    static void Stalled(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.SendQueueLimit = 64 * 1024 * 1024;
        options.Session.StallTimeout = TimeSpan.FromMilliseconds(100);
        using (Connector connector = new Connector(options))
        {
            Recorder session = Connect(connector, arguments[0]);
            AnyPacket packet = new AnyPacket(1, 60000);
            for (int i = 0; i < 400; i++)
            {
                session.Send(packet);
            }
            PollUntil(connector, () => session.HasEnded);
            Same("connected, ended WriteStalled", session.Story);
        }
    }

    /// <summary>
    /// Port of a server that sends pings with the id 20 and awaits pongs with the id 21, and then closes.
    /// </summary>
    static void Pings(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.AnsweredPing = new PingPackets(20, 21);
        using (Connector connector = new Connector(options))
        {
            Recorder session = Connect(connector, arguments[0]);
            PollUntil(connector, () => session.HasEnded);
            Same("connected, ended ClosedByPeer", session.Story);
            Same(null, session.RoundTripTime);
        }
    }

    static void BadPing(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.AnsweredPing = new PingPackets(20, 21);
        using (Connector connector = new Connector(options))
        {
            Recorder session = Connect(connector, arguments[0]);
            PollUntil(connector, () => session.HasEnded);
            Same("connected, ended MalformedPacket", session.Story);
            Contains("ping.value at byte 4: ", session.End.ToString());
        }
    }

    /// <summary>Port of an echo server that answers pings with the id 10.</summary>
    static void OwnPings(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.Ping = new PingPackets(10, 11);
        options.Session.PingInterval = TimeSpan.FromMilliseconds(1);
        using (Connector connector = new Connector(options))
        {
            Measuring session = new Measuring();
            Connect(connector, arguments[0], session);
            for (int i = 0; i < 10; i++)
            {
                connector.WaitForEvents(1);
                connector.Poll(1, 1);
            }
            Same(null, session.RoundTripTime); // the server has said nothing yet
            session.Send(new AnyPacket(1, 0));
            PollUntil(connector, () => session.Times.Count >= 3);
            Same("connected, packet 1", session.Story);
            True(session.RoundTripTime > TimeSpan.Zero, "a time above zero");
            TimeSpan smoothed = session.Times[0];
            for (int i = 1; i < session.Times.Count; i++)
            {
                smoothed = new TimeSpan(smoothed.Ticks + (session.Times[i] - smoothed).Ticks / 8);
            }
            Same(smoothed, session.RoundTripTime.Value);
        }
    }

    /// <summary>Port of a server that gives each of three pings a wrong pong, the right one, and that again.</summary>
    static void ForgedPongs(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.Ping = new PingPackets(10, 11);
        options.Session.PingInterval = TimeSpan.FromMilliseconds(1);
        using (Connector connector = new Connector(options))
        {
            Measuring session = new Measuring();
            Connect(connector, arguments[0], session);
            PollUntil(connector, () => session.HasEnded);
            Same(3, session.Times.Count);
        }
    }

    sealed class Measuring : Recorder
    {
        internal readonly List<TimeSpan> Times = new List<TimeSpan>();

        protected override void OnRoundTrip(TimeSpan time)
        {
            Times.Add(time);
        }
    }

    /// <summary>Port of an echo server: after a warm-up, packets cost no memory, on no thread.</summary>
    static void Garbage(string[] arguments)
    {
        const int Batch = 100;
        using (Connector connector = new Connector())
        {
            Counter session = new Counter();
            Recorder ignored = new Recorder();
            connector.Connect("127.0.0.1", int.Parse(arguments[0]), session, ignored.OnFailure);
            PollUntil(connector, () => session.IsOpen);
            AnyPacket packet = new AnyPacket(1, 20);
            Exchange(connector, session, packet, 20, Batch);
            int collections = GC.CollectionCount(0);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            Exchange(connector, session, packet, 2000, Batch);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            True(GC.CollectionCount(0) - collections <= 1, GC.CollectionCount(0) - collections + " collections");
            True(allocated < 2000 * Batch, allocated + " bytes for " + 2000 * Batch + " packets");
        }
    }

    static void Exchange(Connector connector, Counter session, AnyPacket packet, int batches, int size)
    {
        int due = session.Packets;
        for (int i = 0; i < batches; i++)
        {
            for (int k = 0; k < size; k++)
            {
                session.Send(packet);
            }
            due += size;
            while (session.Packets < due)
            {
                connector.WaitForEvents(100);
                connector.Poll(int.MaxValue, 1000);
            }
        }
    }

    sealed class Counter : PacketSession
    {
        internal int Packets;

        protected override void OnPacket(ArraySegment<byte> packet)
        {
            Packets++;
        }

        protected override void OnDisconnected(Disconnect disconnect)
        {
        }
    }
}
