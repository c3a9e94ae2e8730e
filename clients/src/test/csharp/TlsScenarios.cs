using Packetwright;
using System;
using System.Collections.Generic;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using static Testing;

/// <summary>TLS, by the certificates of the tests' authorities.</summary>
static class TlsScenarios
{
    internal static void AddTo(Dictionary<string, Action<string[]>> scenarios)
    {
        scenarios["tls"] = Trusted;
        scenarios["certificate-names"] = Names;
        scenarios["tls-pinned"] = Pinned;
        scenarios["tls-refused"] = Refused;
        scenarios["tls-pin-refused"] = PinRefused;
        scenarios["tls-system"] = NotTrustedBySystem;
        scenarios["tls-silent"] = Silent;
        scenarios["tls-ends"] = Ends;
    }

    static ConnectorOptions Options(string authority)
    {
        ConnectorOptions options = new ConnectorOptions { Tls = new TlsOptions() };
        if (authority != "")
        {
            options.Tls.Authorities.Add(new X509Certificate2(Convert.FromBase64String(authority)));
        }
        return options;
    }

    /// <summary>Host, port of an echo server, certificate of its authority. Much in both directions at once.</summary>
    static void Trusted(string[] arguments)
    {
        Exchange(Options(arguments[2]), arguments[0], arguments[1]);
    }

    static void Names(string[] arguments)
    {
        byte[] encoded = Encoded("example.com", "*.games.example", "*.com", "xn--bcher-kva.example");
        foreach (string host in new[] { "example.com", "EXAMPLE.com", "example.com.", "a.games.example", "b\u00fccher.example", "10.1.2.3" })
        {
            True(CertificateNames.IsAmong(encoded, host), host);
        }
        foreach (string host in new[] { "www.example.com", "games.example", "a.b.games.example", "other.com", "10.1.2.4", "", ".", "::1", "*" })
        {
            True(!CertificateNames.IsAmong(encoded, host), "not " + host);
        }
        for (int length = 0; length < encoded.Length; length++)
        {
            True(!CertificateNames.IsAmong(encoded.AsSpan(0, length), "10.1.2.3"), "cut at " + length);
        }
        for (int at = 0; at < encoded.Length; at++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] changed = (byte[])encoded.Clone();
                changed[at] = (byte)value;
                CertificateNames.IsAmong(changed, "elsewhere.example");
            }
        }
    }

    static byte[] Encoded(params string[] names)
    {
        List<byte> content = new List<byte>();
        foreach (string name in names)
        {
            content.Add(0x82);
            content.Add((byte)name.Length);
            content.AddRange(System.Text.Encoding.ASCII.GetBytes(name));
        }
        content.AddRange(new byte[] { 0x87, 4, 10, 1, 2, 3 });
        content.InsertRange(0, new byte[] { 0x30, 0x81, (byte)content.Count });
        return content.ToArray();
    }

    /// <summary>Host, port, SHA-256 of the certificate.</summary>
    static void Pinned(string[] arguments)
    {
        ConnectorOptions options = Options("");
        options.Tls.PinnedCertificates.Add(arguments[2]);
        Exchange(options, arguments[0], arguments[1]);
    }

    static void Exchange(ConnectorOptions options, string host, string port)
    {
        options.Session.SendQueueLimit = 16 * 1024 * 1024;
        using (Connector connector = new Connector(options))
        {
            Recorder session = new Recorder();
            connector.Connect(host, int.Parse(port), session, session.OnFailure);
            PollUntil(connector, () => session.Events.Count > 0);
            True(session.Failure == null, "connected, but: " + session.Failure);
            for (int i = 0; i < 200; i++)
            {
                session.Send(new AnyPacket(i, 300 * i));
                connector.Poll(1, 1);
            }
            PollUntil(connector, () => session.Ids.Count == 200);
            for (int i = 0; i < 200; i++)
            {
                Same(i, session.Ids[i]);
            }
            session.Close();
            PollUntil(connector, () => session.HasEnded);
            Same("ClosedLocally", session.End.ToString());
        }
    }

    static string Failure(ConnectorOptions options, string host, string port)
    {
        using (Connector connector = new Connector(options))
        {
            Recorder session = new Recorder();
            connector.Connect(host, int.Parse(port), session, session.OnFailure);
            PollUntil(connector, () => session.Events.Count > 0);
            Same("failed", session.Story);
            Exception cause = session.Failure.InnerException;
            True(cause is AuthenticationException || cause is TimeoutException, "TLS failed, was: " + cause);
            return session.Failure.Message;
        }
    }

    /// <summary>Host, port, certificate of an authority, a part of the message.</summary>
    static void Refused(string[] arguments)
    {
        Contains(arguments[3].Replace('_', ' '), Failure(Options(arguments[2]), arguments[0], arguments[1]));
    }

    static void PinRefused(string[] arguments)
    {
        ConnectorOptions options = Options(arguments[2]);
        options.Tls.PinnedCertificates.Add(new string('a', 64));
        Contains("is not pinned; its SHA-256 is ", Failure(options, arguments[0], arguments[1]));
    }

    static void NotTrustedBySystem(string[] arguments)
    {
        Contains("is not trusted", Failure(Options(""), arguments[0], arguments[1]));
    }

    /// <summary>Port of a server that never answers the handshake.</summary>
    static void Silent(string[] arguments)
    {
        ConnectorOptions options = Options("");
        options.Tls.HandshakeTimeout = TimeSpan.FromMilliseconds(100);
        Contains("no answer in time", Failure(options, "127.0.0.1", arguments[0]));
    }

    /// <summary>Host, port, authority, and how the session has to end after the server was asked for it.</summary>
    static void Ends(string[] arguments)
    {
        using (Connector connector = new Connector(Options(arguments[2])))
        {
            Recorder session = new Recorder();
            connector.Connect(arguments[0], int.Parse(arguments[1]), session, session.OnFailure);
            PollUntil(connector, () => session.Events.Count > 0);
            True(session.Failure == null, "connected, but: " + session.Failure);
            session.Send(new AnyPacket(int.Parse(arguments[3]), 0));
            PollUntil(connector, () => session.HasEnded);
            Same(arguments[4], session.End.Reason.ToString());
        }
    }
}
