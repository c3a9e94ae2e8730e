using Packetwright;
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using static Testing;

/// <summary>Attempts to connect.</summary>
static class ConnectScenarios
{
    internal static void AddTo(Dictionary<string, Action<string[]>> scenarios)
    {
        scenarios["refused"] = Refused;
        scenarios["no-such-host"] = NoSuchHost;
        scenarios["connect-timeout"] = ConnectTimeout;
        scenarios["addresses-in-turn"] = AddressesInTurn;
        scenarios["by-name"] = ByName;
        scenarios["given-up"] = GivenUp;
        scenarios["misuse"] = Misuse;
        scenarios["many-at-once"] = ManyAtOnce;
    }

    static Recorder FailedAttempt(ConnectorOptions options, string host, string port)
    {
        using (Connector connector = new Connector(options))
        {
            Recorder session = new Recorder();
            connector.Connect(host, int.Parse(port), session, session.OnFailure);
            PollUntil(connector, () => session.Events.Count > 0);
            Same("failed", session.Story);
            True(session.Failure is ConnectException, "a ConnectException");
            Contains("cannot connect to " + host + ":" + port + ": ", session.Failure.Message);
            True(!session.IsOpen, "not open");
            Throws<InvalidOperationException>(() => session.Send(new AnyPacket(1, 0)));
            return session;
        }
    }

    static void Refused(string[] arguments)
    {
        Recorder session = FailedAttempt(new ConnectorOptions(), "127.0.0.1", arguments[0]);
        Same(SocketError.ConnectionRefused, ((SocketException)session.Failure.InnerException).SocketErrorCode);
    }

    static void NoSuchHost(string[] arguments)
    {
        Recorder session = FailedAttempt(new ConnectorOptions(), "nowhere.invalid", "7777");
        True(session.Failure.InnerException is SocketException, "a SocketException, was " + session.Failure.InnerException);
    }

    /// <summary>Port of a server that does not accept, and whose backlog is full.</summary>
    static void ConnectTimeout(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions { ConnectTimeout = TimeSpan.FromMilliseconds(100) };
        Recorder session = FailedAttempt(options, "127.0.0.1", arguments[0]);
        True(session.Failure.InnerException is TimeoutException, "a TimeoutException, was " + session.Failure.InnerException);
    }

    /// <summary>
    /// Two ports: a server with a full backlog on 127.0.0.1, and nobody on 127.0.0.2; then one that answers.
    /// </summary>
    static void AddressesInTurn(string[] arguments)
    {
        Dialer dialer = new Dialer(new Cancellation());
        IPAddress nobody = IPAddress.Parse("127.0.0.2");
        IPAddress answers = IPAddress.Parse("127.0.0.1");
        int port = int.Parse(arguments[0]);
        Deadline deadline = new Deadline(TimeSpan.FromSeconds(30));
        using (Socket socket = dialer.Connect(new[] { IPAddress.IPv6Loopback, nobody, answers }, port, deadline))
        {
            Same(answers, ((IPEndPoint)socket.RemoteEndPoint).Address);
        }
        DialException failure = Throws<DialException>(
            () => dialer.Connect(new[] { nobody, IPAddress.Parse("127.0.0.3") }, port, deadline));
        Contains("127.0.0.2: ", failure.Message);
        Contains("; 127.0.0.3: ", failure.Message);

        // The one that does not answer takes half of the time, and not all of it.
        IPAddress silent = answers;
        int silentPort = int.Parse(arguments[1]);
        Deadline shorter = new Deadline(TimeSpan.FromMilliseconds(400));
        DialException silence = Throws<DialException>(() => dialer.Connect(new[] { silent, nobody }, silentPort, shorter));
        Contains("127.0.0.1: no answer in time; 127.0.0.2: ", silence.Message);
        True(!silence.Message.EndsWith("no answer in time"), silence.Message);
    }

    static void ByName(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            Recorder session = new Recorder();
            connector.Connect("localhost", int.Parse(arguments[0]), session, session.OnFailure);
            PollUntil(connector, () => session.Events.Count > 0);
            Same("connected", session.Story);
        }
    }

    /// <summary>Port of a server whose backlog is full.</summary>
    static void GivenUp(string[] arguments)
    {
        foreach (bool isClose in new[] { true, false })
        {
            using (Connector connector = new Connector())
            {
                Recorder session = new Recorder();
                connector.Connect("127.0.0.1", int.Parse(arguments[0]), session, session.OnFailure);
                connector.Poll(1, 1);
                Same("", session.Story);
                Throws<InvalidOperationException>(() => session.Send(new AnyPacket(1, 0)));
                if (isClose)
                {
                    session.Close();
                }
                else
                {
                    session.Abort();
                }
                connector.Poll(1, 1);
                Same("failed", session.Story);
                Contains("given up", session.Failure.Message);
                Await(() => ThreadsOf(connector) == 0);
            }
        }
    }

    static void Misuse(string[] arguments)
    {
        Recorder unused = new Recorder();
        Throws<InvalidOperationException>(() => unused.Send(new AnyPacket(1, 0)));
        Throws<InvalidOperationException>(unused.Close);
        Throws<InvalidOperationException>(unused.Abort);
        True(!unused.IsOpen, "not open");
        using (Connector connector = new Connector())
        {
            Throws<ArgumentOutOfRangeException>(() => connector.Connect("127.0.0.1", 0, unused, unused.OnFailure));
            Throws<ArgumentNullException>(() => connector.Connect(null, 1, unused, unused.OnFailure));
            Throws<ArgumentNullException>(() => connector.Connect("127.0.0.1", 1, unused, null));
            Throws<ArgumentOutOfRangeException>(() => connector.Poll(0, 1));
            Throws<ArgumentOutOfRangeException>(() => connector.Poll(1, 0));
            Recorder used = Connect(connector, arguments[0]);
            Throws<ArgumentNullException>(() => used.Send(null));
            Throws<InvalidOperationException>(
                () => connector.Connect("127.0.0.1", int.Parse(arguments[0]), used, used.OnFailure));
            Same("connected", used.Story);
        }
        SessionOptions options = new SessionOptions();
        Contains("3", Throws<ArgumentOutOfRangeException>(() => options.MaxReceivedPacketSize = 3).Message);
        Throws<ArgumentOutOfRangeException>(() => options.ReceiveQueueLimit = 4095);
        Throws<ArgumentOutOfRangeException>(() => options.SendQueueLimit = 65534);
        Throws<ArgumentOutOfRangeException>(() => options.CloseTimeout = TimeSpan.Zero);
        Throws<ArgumentOutOfRangeException>(() => new Backoff(TimeSpan.FromSeconds(1), 0.5, TimeSpan.FromSeconds(2)));
        Throws<ArgumentOutOfRangeException>(() => new Backoff(TimeSpan.FromSeconds(3), 2, TimeSpan.FromSeconds(2)));
    }

    /// <summary>Port of an echo server, number of sessions.</summary>
    static void ManyAtOnce(string[] arguments)
    {
        using (Connector connector = new Connector())
        {
            List<Recorder> sessions = new List<Recorder>();
            for (int i = 0; i < int.Parse(arguments[1]); i++)
            {
                Recorder session = new Recorder();
                sessions.Add(session);
                connector.Connect("127.0.0.1", int.Parse(arguments[0]), session, session.OnFailure);
            }
            PollUntil(connector, () => sessions.TrueForAll(session => session.IsOpen));
            sessions.ForEach(session => session.Send(new AnyPacket(5, 100)));
            PollUntil(connector, () => sessions.TrueForAll(session => session.Ids.Count == 1));
        }
    }
}
