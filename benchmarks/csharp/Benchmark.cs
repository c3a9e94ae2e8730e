using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

/// <summary>
/// Writes and reads the same packets in four styles, in turns, and prints nanoseconds of CPU time and bytes allocated for
/// each, and the ratios to the better style of the course and to code by hand. The argument is the number of rounds. Of all rounds, the one with the least time counts,
/// because other load on a machine can only add to it.
/// </summary>
internal static class Benchmark
{
    private const double RoundMillis = 500;

    private struct Figure
    {
        internal double Nanos;
        internal double Bytes;
    }

    private static int Main(string[] arguments)
    {
        int rounds = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        Console.WriteLine("| task | {0} | to the course | to by hand |", string.Join(" | ", Contestants.Styles));
        Console.WriteLine("|---|{0}---:|---:|", string.Concat(Contestants.Styles.Select(style => "---:|")));
        foreach (string packet in Contestants.Packets)
        {
            IContestant[] contestants = Contestants.For(packet);
            byte[] bytes = contestants[0].Written();
            if (contestants.Any(contestant => !contestant.Written().SequenceEqual(bytes)))
            {
                Console.Error.WriteLine(packet + ": the styles write different bytes");
                return 1;
            }
            Print("write " + packet, Measure(rounds, contestants.Select(ToWrite).ToArray()));
            Print("read " + packet, Measure(rounds, contestants.Select(contestant => ToRead(contestant, bytes)).ToArray()));
        }
        return 0;
    }

    private static Action<int> ToWrite(IContestant contestant)
    {
        return count =>
        {
            for (int i = 0; i < count; i++)
            {
                contestant.Write();
            }
        };
    }

    private static Action<int> ToRead(IContestant contestant, byte[] bytes)
    {
        return count =>
        {
            for (int i = 0; i < count; i++)
            {
                contestant.Read(bytes, bytes.Length);
            }
        };
    }

    private static Figure[] Measure(int rounds, Action<int>[] tasks)
    {
        int[] counts = tasks.Select(CountForARound).ToArray();
        Figure[] best = tasks.Select(task => new Figure { Nanos = double.MaxValue }).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < tasks.Length; i++)
            {
                Figure figure = Once(tasks[i], counts[i]);
                if (figure.Nanos < best[i].Nanos)
                {
                    best[i] = figure;
                }
            }
        }
        return best;
    }

    /// <summary>Doubles the number of packets until they take a round. This compiles the code, too.</summary>
    private static int CountForARound(Action<int> task)
    {
        int count = 1000;
        while (Once(task, count).Nanos * count < RoundMillis * 1e6)
        {
            count *= 2;
        }
        return count;
    }

    private static Figure Once(Action<int> task, int count)
    {
        GC.Collect();
        Process process = Process.GetCurrentProcess();
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan before = process.TotalProcessorTime;
        task(count);
        process.Refresh();
        TimeSpan after = process.TotalProcessorTime;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        return new Figure { Nanos = (after - before).TotalMilliseconds * 1e6 / count, Bytes = (double)allocated / count };
    }

    private static void Print(string task, Figure[] figures)
    {
        double course = figures.Skip(1).Take(2).Min(figure => figure.Nanos);
        Console.WriteLine(
            "| {0} | {1} | {2} | {3} |",
            task,
            string.Join(" | ", figures.Select(Shown)),
            Ratio(figures[0].Nanos, course),
            Ratio(figures[0].Nanos, figures.Last().Nanos));
    }

    private static string Ratio(double nanos, double others)
    {
        return (nanos / others).ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static string Shown(Figure figure)
    {
        return string.Format(CultureInfo.InvariantCulture, "{0:0.0} ns, {1:0} B", figure.Nanos, figure.Bytes);
    }
}
