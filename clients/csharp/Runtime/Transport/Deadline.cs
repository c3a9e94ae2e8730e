using System;
using System.Diagnostics;

namespace Packetwright
{
    /// <summary>A moment in the future, on a clock that nobody sets.</summary>
    internal struct Deadline
    {
        private readonly long end;

        internal Deadline(TimeSpan limit)
        {
            end = Stopwatch.GetTimestamp() + (long)(limit.TotalSeconds * Stopwatch.Frequency);
        }

        internal bool HasPassed
        {
            get { return Stopwatch.GetTimestamp() >= end; }
        }

        /// <summary>The time that is left, rounded up to milliseconds; zero if the moment has passed.</summary>
        internal TimeSpan Left
        {
            get
            {
                double seconds = (end - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency;
                return TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(seconds * 1000)));
            }
        }
    }
}
