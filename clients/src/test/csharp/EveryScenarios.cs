using Every;
using Packetwright;
using System;
using System.Collections.Generic;
using static Testing;

/// <summary>A protocol with every feature of the language, against a server in Java.</summary>
static class EveryScenarios
{
    internal static void AddTo(Dictionary<string, Action<string[]>> scenarios)
    {
        scenarios["every-feature"] = EveryFeature;
    }

    /// <summary>
    /// Port of a server that awaits the handshake, pings, answers pings, and sends back what it has read if that is right.
    /// </summary>
    static void EveryFeature(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions();
        options.Session.Ping = PacketProtocol.ClientPing;
        options.Session.PingInterval = TimeSpan.FromMilliseconds(1);
        options.Session.AnsweredPing = PacketProtocol.ServerPing;
        using (Connector connector = new Connector(options))
        {
            EverySession session = new EverySession();
            connector.Connect("127.0.0.1", int.Parse(arguments[0]), session, failure => throw failure);
            PollUntil(connector, () => session.Returned != null && session.RoundTripTime != null);
            Same(EverySession.Everything().ToString(), session.Returned.ToString());
            session.Send(new C_Leave()); // the server closes when its next ping is answered
            PollUntil(connector, () => session.End != null);
            Same("ClosedByPeer", session.End.ToString());
        }
    }
}

sealed class EverySession : PacketSession, IClientPacketHandler<EverySession>
{
    readonly ClientPacketManager<EverySession> packets;

    internal Everything Returned;
    internal Disconnect End;

    internal EverySession()
    {
        packets = new ClientPacketManager<EverySession>(this);
    }

    internal static Everything Everything()
    {
        return new Everything
        {
            flag = true,
            small = 200,
            signedSmall = -100,
            medium = -30000,
            unsignedMedium = 60000,
            whole = -5,
            unsignedWhole = 4000000000,
            large = long.MinValue,
            unsignedLarge = ulong.MaxValue,
            single = 1.5f,
            precise = -2.25,
            text = "\uc548\ub155 \ud83d\ude00",
            utf8 = "\u00e9\ud83d\ude00",
            blob = new byte[] { 1, 2, 255 },
            kind = Kind.BOW,
            place = new Place { x = 3, y = 4 },
            guildId = 7,
            title = null,
            scores = { 1, -1 },
            paths = { new Place { x = 5, y = 6 } },
            skills = { new Everything.Skill { id = 9, attributes = { new Everything.Skill.Attribute { att = -9 } } } },
            added = 11
        };
    }

    protected override void OnConnected()
    {
        Send(new C_Hello
        {
            fingerprint = unchecked((long)PacketProtocol.Fingerprint), version = PacketProtocol.Version
        });
        Send(Everything());
    }

    protected override void OnPacket(ReadOnlySpan<byte> packet)
    {
        True(packets.Dispatch(this, packet), "a known packet");
    }

    public void OnEverything(EverySession session, Everything packet)
    {
        Returned = packet;
    }

    protected override void OnDisconnected(Disconnect disconnect)
    {
        End = disconnect;
    }
}
