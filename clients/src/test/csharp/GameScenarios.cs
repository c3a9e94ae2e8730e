using Game;
using Packetwright;
using System;
using System.Collections.Generic;
using System.Linq;
using static Testing;

/// <summary>The protocol of pdl/game.xml, which uses the whole language, against a server in Java.</summary>
static class GameScenarios
{
    internal static void AddTo(Dictionary<string, Action<string[]>> scenarios)
    {
        scenarios["game"] = Play;
    }

    /// <summary>
    /// Port of a server that awaits the handshake, pings, answers pings, sends the news, and returns the offer of a trade.
    /// </summary>
    static void Play(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.Ping = PacketProtocol.ClientPing;
        options.Session.PingInterval = TimeSpan.FromMilliseconds(1);
        options.Session.AnsweredPing = PacketProtocol.ServerPing;
        using (Connector connector = new Connector(options))
        {
            GameSession session = new GameSession();
            connector.Connect("127.0.0.1", int.Parse(arguments[0]), session, failure => throw failure);
            PollUntil(connector, () => session.HasOffer && session.RoundTripTime != null);
            Same(
                string.Join("\n", GameSession.News().Select(packet => packet.ToString())),
                string.Join("\n", session.Heard));
            session.Send(new C_Leave()); // the server closes when its next ping is answered
            PollUntil(connector, () => session.End != null);
            Same("ClosedByPeer", session.End.ToString());
        }
    }
}

sealed class GameSession : PacketSession, IClientPacketHandler<GameSession>
{
    readonly ClientPacketManager<GameSession> packets;

    internal readonly List<string> Heard = new List<string>();
    internal bool HasOffer;
    internal Disconnect End;

    internal GameSession()
    {
        packets = new ClientPacketManager<GameSession>(this);
    }

    internal static IEnumerable<IPacket> News()
    {
        yield return new S_Welcome
        {
            playerId = 4000000000,
            time = long.MaxValue,
            players = { new Player { id = 7, name = "\u00e9\ud83d\ude00", at = { x = 1, y = 2, z = 3 }, hp = 9999 } },
            fields = { 0, 200, 255 },
            notices = { "Hello", "\uc548\ub155" }
        };
        yield return new S_Move { playerId = 7, at = { x = 0.5f, y = -0.25f, z = 1e9f }, yaw = 0 };
        yield return new S_Spawn { monsterId = 8, kind = Kind.DRAGON, title = "\uc6a9", level = 60, isElite = true };
        yield return new S_Hit
        {
            target = 8,
            damage = -30000,
            isCritical = true,
            hp = 0,
            effects =
            {
                new S_Hit.Effect { cause = Skill.POISON, speed = -100, seconds = -2.25, ticks = { -9, 9 } }
            }
        };
        yield return new S_Loot { items = { new Item { id = int.MinValue, count = 1 }, new Item { id = 2, count = 2 } } };
        yield return new S_Say { playerId = 7, channel = Channel.GUILD, text = "\uc548\ub155 \ud83d\ude00" };
        yield return Offer();
    }

    static Trade Offer()
    {
        return new Trade { partner = 7, gives = { new Item { id = -5, count = 99 } }, gold = ulong.MaxValue };
    }

    protected override void OnConnected()
    {
        Send(new C_Join
        {
            fingerprint = PacketProtocol.Fingerprint,
            version = PacketProtocol.Version,
            name = "\u00e9\ud83d\ude00",
            ticket = new byte[] { 1, 2, 255 }
        });
        Send(new C_Move { to = { x = 1.5f, y = -2, z = 0 }, yaw = 359.5f });
#pragma warning disable 612, 618
        Send(new C_Attack { target = 4000000000, skill = Skill.FIREBALL, combo = 200 });
#pragma warning restore 612, 618
        Send(new C_Say { channel = Channel.WHISPER, text = "\uc548\ub155 \ud83d\ude00", to = 7 });
        Send(new C_Say { channel = Channel.ALL, text = "" });
#pragma warning disable 612, 618
        Send(new C_Dance());
#pragma warning restore 612, 618
        Send(new C_Emote { gesture = "\ud83d\udc4b" });
        Send(Offer());
    }

    protected override void OnPacket(ArraySegment<byte> packet)
    {
        True(packets.Dispatch(this, packet), "a known packet");
    }

    public void OnS_Welcome(GameSession session, S_Welcome packet)
    {
        Add(packet);
    }

    public void OnS_Move(GameSession session, S_Move packet)
    {
        Add(packet);
    }

    public void OnS_Hit(GameSession session, S_Hit packet)
    {
        Add(packet);
    }

    public void OnS_Spawn(GameSession session, S_Spawn packet)
    {
        Add(packet);
    }

    public void OnS_Loot(GameSession session, S_Loot packet)
    {
        Add(packet);
    }

    public void OnS_Say(GameSession session, S_Say packet)
    {
        Add(packet);
    }

    public void OnTrade(GameSession session, Trade packet)
    {
        Add(packet);
        HasOffer = true;
    }

    void Add(IPacket packet)
    {
        Heard.Add(packet.ToString());
    }

    protected override void OnDisconnected(Disconnect disconnect)
    {
        End = disconnect;
    }
}
