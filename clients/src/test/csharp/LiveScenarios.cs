using Chat;
using Packetwright;
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using static Testing;

/// <summary>
/// Clients of the chat server that hear every line of every client: none is lost, doubled, changed or out of order
/// while they are connected.
/// </summary>
static class LiveScenarios
{
    static readonly Backoff Quick = new Backoff(TimeSpan.FromMilliseconds(1), 2, TimeSpan.FromMilliseconds(100));

    static readonly List<LiveClient> clients = new List<LiveClient>();
    static Connector connector;

    internal static void AddTo(Dictionary<string, Action<string[]>> scenarios)
    {
        scenarios["live-open"] = Open;
        scenarios["live-gather"] = Gather;
        scenarios["live-talk"] = Talk;
        scenarios["live-talk-until-lost"] = TalkUntilLost;
        scenarios["live-end"] = End;
    }

    /// <summary>Port of the server, number of clients.</summary>
    static void Open(string[] arguments)
    {
        connector = new Connector();
        for (int i = 0; i < int.Parse(arguments[1]); i++)
        {
            clients.Add(new LiveClient(i));
        }
        clients.ForEach(client => client.Link = connector.StayConnected(
            "127.0.0.1", int.Parse(arguments[0]), Quick, () => new LiveSession(client), (link, failure) => { }));
    }

    /// <summary>Waits until all are in the room and know each other.</summary>
    static void Gather(string[] arguments)
    {
        PollUntil(connector, () => clients.TrueForAll(client => client.Link.Session != null));
        SayAndAwait("here", session => session.IsInRoom);
        SayAndAwait("hello", session => session.Known == clients.Count);
    }

    static void SayAndAwait(string word, Func<LiveSession, bool> condition)
    {
        clients.ForEach(client => client.Link.Session.Say(word + " " + client.Index));
        PollUntil(connector, () => clients.TrueForAll(client => condition(client.Link.Session)));
    }

    /// <summary>Lines of each client in a second, milliseconds.</summary>
    static void Talk(string[] arguments)
    {
        int lines = int.Parse(arguments[0]) * int.Parse(arguments[1]) / 1000;
        Talk(int.Parse(arguments[0]), said => said < lines);
        PollUntil(connector, () => clients.TrueForAll(client => client.Link.Session.HasHeardAll(lines)));
        foreach (LiveClient client in clients)
        {
            Same(0, client.Link.FailedAttempts);
        }
        Check();
    }

    /// <summary>Lines of each client in a second. The server is killed meanwhile.</summary>
    static void TalkUntilLost(string[] arguments)
    {
        Talk(int.Parse(arguments[0]), said => clients.Exists(client => client.Link.Session != null));
        Check();
    }

    static void Talk(int rate, Predicate<int> goesOn)
    {
        Stopwatch time = Stopwatch.StartNew();
        int said = 0;
        while (goesOn(said))
        {
            if (time.Elapsed.TotalSeconds * rate >= said)
            {
                clients.ForEach(client => client.Say(said));
                said++;
            }
            connector.WaitForEvents(10);
            connector.Poll(1000, 100);
        }
    }

    static void Check()
    {
        clients.ForEach(client => Same("", string.Join(", ", client.Complaints)));
    }

    static void End(string[] arguments)
    {
        connector.Dispose();
        Await(() => ThreadsOf(connector) == 0);
        Check();
        clients.Clear();
    }

    /// <summary>The line of a client with this number.</summary>
    internal static string Line(int client, int number)
    {
        switch (number % 6)
        {
            case 0:
                return "";
            case 1:
                return client + " \uc548\ub155\ud558\uc138\uc694 " + number;
            case 2:
                return client + " \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud83c\uddf0\ud83c\uddf7 " + number;
            case 3:
                return new StringBuilder().Insert(0, "\uac00" + (char)('a' + client % 26), 1023).Append(number % 10).Append('.').ToString();
            case 4:
                return client + " \ud83d lone \udc00 " + number;
            default:
                return "\udc00" + client + " " + number + "\ud83d";
        }
    }

    /// <summary>What the others hear: surrogates without their pair cannot be sent.</summary>
    internal static string Heard(string line)
    {
        return Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(line));
    }
}

/// <summary>One of the clients, with one session after the other.</summary>
sealed class LiveClient
{
    internal readonly int Index;
    internal readonly List<string> Complaints = new List<string>();
    internal Link<LiveSession> Link;

    internal LiveClient(int index)
    {
        Index = index;
    }

    internal void Say(int number)
    {
        if (Link.Session != null)
        {
            Link.Session.Say(LiveScenarios.Line(Index, Link.Session.NextNumber++));
        }
    }
}

sealed class LiveSession : PacketSession, IClientPacketHandler<LiveSession>
{
    readonly LiveClient client;
    readonly ClientPacketManager<LiveSession> packets;
    readonly Dictionary<int, int> clientOfPlayer = new Dictionary<int, int>();
    readonly Dictionary<int, int> heard = new Dictionary<int, int>();
    readonly HashSet<int> greeted = new HashSet<int>();

    internal int NextNumber;
    internal bool IsInRoom;

    internal LiveSession(LiveClient client)
    {
        this.client = client;
        packets = new ClientPacketManager<LiveSession>(this);
    }

    internal int Known
    {
        get { return greeted.Count; }
    }

    internal void Say(string line)
    {
        Send(new C_Chat { chat = line });
    }

    internal bool HasHeardAll(int lines)
    {
        foreach (int count in heard.Values)
        {
            if (count < lines)
            {
                return false;
            }
        }
        return heard.Count > 0;
    }

    protected override void OnPacket(ArraySegment<byte> packet)
    {
        True(packets.Dispatch(this, packet), "a known packet");
    }

    public void OnS_Chat(LiveSession session, S_Chat packet)
    {
        string[] words = packet.chat.Split(' ');
        if (words[0] == "here" || words[0] == "hello")
        {
            int index = int.Parse(words[1]);
            IsInRoom |= index == client.Index;
            clientOfPlayer[packet.playerId] = index;
            if (words[0] == "hello" && !greeted.Add(index))
            {
                client.Complaints.Add("a second hello of " + index);
            }
            heard[packet.playerId] = 0;
            return;
        }
        string expected = LiveScenarios.Heard(LiveScenarios.Line(clientOfPlayer[packet.playerId], heard[packet.playerId]));
        if (packet.chat != expected && client.Complaints.Count < 5)
        {
            client.Complaints.Add(
                "line " + heard[packet.playerId] + " of " + clientOfPlayer[packet.playerId] + " was '" + packet.chat + "'");
        }
        heard[packet.playerId]++;
    }

    protected override void OnDisconnected(Disconnect disconnect)
    {
        if (disconnect.Cause != null && disconnect.Reason == DisconnectReason.HandlerFailed)
        {
            client.Complaints.Add(disconnect.ToString());
        }
    }
}
