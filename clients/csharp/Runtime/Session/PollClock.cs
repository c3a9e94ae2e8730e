using System;
using System.Diagnostics;

namespace Packetwright
{
    /// <summary>The time as the polls see it: a pause between two of them counts as at most two seconds.</summary>
    internal sealed class PollClock
    {
        private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

        private readonly Stopwatch stopwatch = Stopwatch.StartNew();
        private TimeSpan last;

        internal TimeSpan Now { get; private set; }

        internal void Advance()
        {
            AdvanceTo(stopwatch.Elapsed);
        }

        internal void AdvanceTo(TimeSpan time)
        {
            TimeSpan elapsed = time - last;
            last = time;
            Now += elapsed < LongestPause ? elapsed : LongestPause;
        }
    }
}
