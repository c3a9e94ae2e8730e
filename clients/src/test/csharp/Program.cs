using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

/// <summary>
/// Runs scenarios that the tests name, one a line of the standard input: a name and its arguments. Answers each with a
/// line: "ok", or "failed" and why. With arguments, runs that scenario alone.
/// </summary>
static class Program
{
    static int Main(string[] arguments)
    {
        Dictionary<string, Action<string[]>> scenarios = new Dictionary<string, Action<string[]>>();
        FramingScenarios.AddTo(scenarios);
        ConnectScenarios.AddTo(scenarios);
        SessionScenarios.AddTo(scenarios);
        PollScenarios.AddTo(scenarios);
        TlsScenarios.AddTo(scenarios);
        LinkScenarios.AddTo(scenarios);
        DisposeScenarios.AddTo(scenarios);
        LiveScenarios.AddTo(scenarios);
        GameScenarios.AddTo(scenarios);
        HostileScenarios.AddTo(scenarios);
        if (arguments.Length > 0)
        {
            string answer = Run(scenarios, arguments);
            Console.WriteLine(answer);
            return answer == "ok" ? 0 : 1;
        }
        StreamWriter output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        for (string line = Console.In.ReadLine(); line != null; line = Console.In.ReadLine())
        {
            output.WriteLine(Run(scenarios, line.Split(' ')));
            output.Flush();
        }
        return 0;
    }

    static string Run(Dictionary<string, Action<string[]>> scenarios, string[] words)
    {
        string[] arguments = new string[words.Length - 1];
        Array.Copy(words, 1, arguments, 0, arguments.Length);
        try
        {
            scenarios[words[0]](arguments);
            return "ok";
        }
        catch (Exception failure)
        {
            return "failed " + failure.ToString().Replace("\n", " | ");
        }
    }
}
