using Packetwright;
using System;
using System.Collections.Generic;
using static Testing;

/// <summary>Links, which connect again.</summary>
static class LinkScenarios
{
    static readonly Backoff Quick = new Backoff(TimeSpan.FromMilliseconds(1), 2, TimeSpan.FromMilliseconds(20));

    static Connector connector;
    static Link<Recorder> link;
    static readonly List<Recorder> sessions = new List<Recorder>();
    static readonly List<string> failures = new List<string>();

    internal static void AddTo(Dictionary<string, Action<string[]>> scenarios)
    {
        scenarios["link-open"] = Open;
        scenarios["link-connects"] = Connects;
        scenarios["link-loses"] = Loses;
        scenarios["link-ends"] = Ends;
        scenarios["link-close-session"] = CloseSession;
        scenarios["link-factory-throws"] = FactoryThrows;
        scenarios["link-custom-transport"] = TransportThrows;
        scenarios["backoff"] = BackoffGrows;
    }

    static void Open(string[] arguments)
    {
        sessions.Clear();
        failures.Clear();
        connector = new Connector();
        link = connector.StayConnected("127.0.0.1", int.Parse(arguments[0]), Quick, Make, (failed, failure) =>
        {
            Same(link, failed);
            failures.Add(failure.Message);
        });
    }

    static Recorder Make()
    {
        Recorder session = new Recorder();
        sessions.Add(session);
        return session;
    }

    /// <summary>The server is there, and echoes.</summary>
    static void Connects(string[] arguments)
    {
        PollUntil(connector, () => link.Session != null);
        Same(sessions[sessions.Count - 1], link.Session);
        link.Session.Send(new AnyPacket(3, 0));
        PollUntil(connector, () => link.Session.Ids.Count == 1);
        PollUntil(connector, () => link.FailedAttempts == 0);
        Same(null, link.LastFailure);
    }

    /// <summary>The server has gone.</summary>
    static void Loses(string[] arguments)
    {
        PollUntil(connector, () => link.Session == null);
        int before = failures.Count;
        PollUntil(connector, () => failures.Count >= before + 3);
        Contains("cannot connect to 127.0.0.1", failures[failures.Count - 1]);
        True(link.FailedAttempts >= 3, "failed attempts: " + link.FailedAttempts);
        Same(failures[failures.Count - 1], link.LastFailure.Message);
        foreach (Recorder session in sessions)
        {
            True(session.HasEnded, "each session was told");
        }
    }

    static void Ends(string[] arguments)
    {
        Recorder last = link.Session;
        link.Close();
        link.Close();
        True(link.IsClosed, "closed");
        if (last != null)
        {
            PollUntil(connector, () => last.HasEnded);
        }
        int made = sessions.Count;
        int failed = failures.Count;
        for (int i = 0; i < 100; i++)
        {
            connector.WaitForEvents(1);
            connector.Poll(1, 1);
        }
        Same(made, sessions.Count);
        Same(failed, failures.Count);
        connector.Dispose();
    }

    static void CloseSession(string[] arguments)
    {
        Recorder last = link.Session;
        last.Close();
        PollUntil(connector, () => last.HasEnded);
        True(link.IsClosed, "closed");
        Same(null, link.Session);
        Ends(arguments);
    }

    /// <summary>Port of a server.</summary>
    static void FactoryThrows(string[] arguments)
    {
        List<Exception> seen = new List<Exception>();
        using (Connector own = new Connector())
        {
            Link<Recorder> failing = own.StayConnected<Recorder>(
                "127.0.0.1",
                int.Parse(arguments[0]),
                Quick,
                () => throw new ArithmeticException("cannot make one"),
                (failed, failure) =>
                {
                    seen.Add(failure);
                    if (seen.Count == 3)
                    {
                        failed.Close();
                    }
                });
            PollUntil(own, () => failing.IsClosed);
            Same("cannot make one", seen[2].Message);
        }
    }

    static void TransportThrows(string[] arguments)
    {
        ConnectorOptions options = new ConnectorOptions
        {
            Transport = (host, port) => throw new ArithmeticException(host + " " + port)
        };
        using (Connector own = new Connector(options))
        {
            Recorder session = new Recorder();
            Throws<ArithmeticException>(() => own.Connect("there", 5, session, session.OnFailure));
            Link<Recorder> failing = own.StayConnected("there", 5, Quick, Make, (failed, failure) => failed.Close());
            PollUntil(own, () => failing.IsClosed);
            Same("there 5", failing.LastFailure.Message);
        }
    }

    static void BackoffGrows(string[] arguments)
    {
        Backoff backoff = new Backoff();
        double[] limits = { 500, 500, 1000, 2000, 4000, 8000, 16000, 30000, 30000 };
        for (int i = 0; i < limits.Length; i++)
        {
            Same(limits[i], backoff.Limit(i).TotalMilliseconds);
        }
        Same(30000.0, backoff.Limit(int.MaxValue).TotalMilliseconds);
        Same(TimeSpan.Zero, backoff.Delay(5, 0));
        RandomSource random = new RandomSource();
        double sum = 0;
        for (int i = 0; i < 1000; i++)
        {
            double part = random.NextPart();
            True(part >= 0 && part < 1, "a part, was " + part);
            sum += part;
        }
        True(sum > 300 && sum < 700, "parts are spread, sum " + sum);
    }
}
