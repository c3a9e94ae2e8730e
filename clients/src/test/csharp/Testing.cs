using Packetwright;
using System;
using System.Collections.Generic;
using System.Reflection;
using System.Threading;

/// <summary>A scenario has not gone as it should.</summary>
sealed class ScenarioException : Exception
{
    internal ScenarioException(string message)
        : base(message)
    {
    }
}

/// <summary>What scenarios have in common.</summary>
static class Testing
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static void Same(object expected, object actual)
    {
        if (!Equals(expected, actual))
        {
            throw new ScenarioException("expected " + expected + ", was " + actual);
        }
    }

    internal static void True(bool condition, string what)
    {
        if (!condition)
        {
            throw new ScenarioException("not true: " + what);
        }
    }

    internal static void Contains(string part, string text)
    {
        True(text.Contains(part), "'" + part + "' is in '" + text + "'");
    }

    internal static T Throws<T>(Action action)
        where T : Exception
    {
        try
        {
            action();
        }
        catch (T expected)
        {
            return expected;
        }
        throw new ScenarioException("did not throw " + typeof(T).Name);
    }

    /// <summary>Polls until a condition holds.</summary>
    internal static void PollUntil(Connector connector, Func<bool> condition)
    {
        Deadline deadline = new Deadline(Patience);
        connector.Poll(1000, 100);
        while (!condition())
        {
            True(!deadline.HasPassed, "the condition came true in " + Patience);
            connector.WaitForEvents(10);
            connector.Poll(1000, 100);
        }
    }

    /// <summary>Waits for a condition that other threads make true.</summary>
    internal static void Await(Func<bool> condition)
    {
        Deadline deadline = new Deadline(Patience);
        while (!condition())
        {
            True(!deadline.HasPassed, "the condition came true in " + Patience);
            Thread.Sleep(1);
        }
    }

    internal static Recorder Connect(Connector connector, string port)
    {
        return Connect(connector, port, new Recorder());
    }

    internal static Recorder Connect(Connector connector, string port, Recorder session)
    {
        connector.Connect("127.0.0.1", int.Parse(port), session, session.OnFailure);
        PollUntil(connector, () => session.Events.Count > 0);
        Same("connected", session.Events[0]);
        return session;
    }

    /// <summary>The number of threads that a connector has.</summary>
    internal static int ThreadsOf(Connector connector)
    {
        return ((ConnectorContext)Field(connector, "context")).Threads.Running;
    }

    /// <summary>Waits, without a poll, until everything has arrived from servers that have closed or refused.</summary>
    internal static void AwaitArrival(Connector connector)
    {
        List<Connection> connections = (List<Connection>)Field(connector, "connections");
        Await(() => connections.TrueForAll(connection =>
        {
            TransportState state = ((ITransport)Field(connection, "transport")).State;
            return state == TransportState.Ended || state == TransportState.Failed;
        }));
    }

    /// <summary>The bytes that the only connection of a connector has received, and that no poll has taken.</summary>
    internal static int ReceivedBy(Connector connector)
    {
        object transport = Field(((List<Connection>)Field(connector, "connections"))[0], "transport");
        return ((ByteQueue)Field(transport, "received")).Count;
    }

    static object Field(object owner, string name)
    {
        return owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic).GetValue(owner);
    }
}

/// <summary>A packet of any bytes.</summary>
sealed class AnyPacket : IPacket
{
    readonly ushort id;
    readonly byte[] body;

    internal AnyPacket(int id, int bodySize)
    {
        this.id = (ushort)id;
        body = new byte[bodySize];
        for (int i = 0; i < bodySize; i++)
        {
            body[i] = Content(id, i);
        }
    }

    internal AnyPacket(int id, byte[] body)
    {
        this.id = (ushort)id;
        this.body = body;
    }

    /// <summary>The bytes that the servers of the tests put into the body, too.</summary>
    internal static byte Content(int id, int index)
    {
        return unchecked((byte)(7 * id + index));
    }

    public ushort Protocol
    {
        get { return id; }
    }

    public int Size
    {
        get { return 4 + body.Length; }
    }

    public int Write(ArraySegment<byte> buffer)
    {
        byte[] to = buffer.Array;
        int at = buffer.Offset;
        to[at] = unchecked((byte)Size);
        to[at + 1] = (byte)(Size >> 8);
        to[at + 2] = unchecked((byte)id);
        to[at + 3] = (byte)(id >> 8);
        Buffer.BlockCopy(body, 0, to, at + 4, body.Length);
        return Size;
    }

    public void ReadFrom(ArraySegment<byte> packet)
    {
        throw new NotSupportedException();
    }
}

/// <summary>A session that writes down what happens to it.</summary>
class Recorder : PacketSession
{
    internal readonly List<string> Events = new List<string>();
    internal readonly List<int> Ids = new List<int>();
    internal Disconnect End;
    internal Exception Failure;

    /// <summary>Called with the id of each packet.</summary>
    internal Action<int> OnId = id => { };

    /// <summary>Called at the end.</summary>
    internal Action OnEnd = () => { };

    internal bool HasEnded
    {
        get { return End != null; }
    }

    internal void OnFailure(Exception failure)
    {
        Failure = failure;
        Events.Add("failed");
    }

    internal string Story
    {
        get { return string.Join(", ", Events); }
    }

    protected override void OnConnected()
    {
        Events.Add("connected");
    }

    protected override void OnPacket(ArraySegment<byte> packet)
    {
        int id = packet.Array[packet.Offset + 2] | packet.Array[packet.Offset + 3] << 8;
        for (int i = 4; i < packet.Count; i++)
        {
            Testing.Same(AnyPacket.Content(id, i - 4), packet.Array[packet.Offset + i]);
        }
        Events.Add("packet " + id);
        Ids.Add(id);
        OnId(id);
    }

    protected override void OnDisconnected(Disconnect disconnect)
    {
        End = disconnect;
        Events.Add("ended " + disconnect.Reason);
        OnEnd();
    }
}
