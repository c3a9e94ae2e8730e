using System;

namespace Packetwright
{
    /// <summary>
    /// The time between the attempts of a link. Each time is drawn at random, from zero to a limit. The limit starts
    /// with <see cref="First"/>, grows with each further failure in a row, and stays at <see cref="Maximum"/>. All
    /// times up to the limit are equally likely, so the clients of a restarted server do not all come back at the same
    /// moment.
    /// </summary>
    public sealed class Backoff
    {
        /// <summary>
        /// At most 500 ms after the first failure, twice as long after each further one, and never more than 30 s.
        /// </summary>
        public Backoff()
            : this(TimeSpan.FromMilliseconds(500), 2, TimeSpan.FromSeconds(30))
        {
        }

        /// <param name="first">
        /// The limit after the first failure, and after the end of a session that has lasted; 1 ms to 1 day.
        /// </param>
        /// <param name="growth">The factor by which the limit grows with each further failure, 1 to 100.</param>
        /// <param name="maximum">
        /// The largest limit, <paramref name="first"/> to 1 day. A session that has been open for this time has lasted:
        /// its end is not a failure.
        /// </param>
        public Backoff(TimeSpan first, double growth, TimeSpan maximum)
        {
            First = OptionRange.Check("first", first);
            Maximum = OptionRange.Check("maximum", maximum);
            Growth = growth;
            if (!(growth >= 1 && growth <= 100)) // the negation refuses NaN as well
            {
                throw new ArgumentOutOfRangeException("growth", "growth is " + growth + ", not 1 to 100");
            }
            if (maximum < first)
            {
                throw new ArgumentOutOfRangeException("maximum", "maximum is " + maximum + ", less than first, " + first);
            }
        }

        /// <summary>The limit after the first failure.</summary>
        public TimeSpan First { get; private set; }

        /// <summary>The factor by which the limit grows.</summary>
        public double Growth { get; private set; }

        /// <summary>The largest limit.</summary>
        public TimeSpan Maximum { get; private set; }

        /// <summary>
        /// The longest time to wait after this many failures in a row; 0 means that a session has lasted.
        /// </summary>
        internal TimeSpan Limit(int failures)
        {
            double grown = First.TotalMilliseconds * Math.Pow(Growth, Math.Max(0, failures - 1)); // may be infinite
            return TimeSpan.FromMilliseconds(Math.Min(grown, Maximum.TotalMilliseconds));
        }

        /// <summary>The time to wait after this many failures in a row: a random part, 0 to 1, of the limit.</summary>
        internal TimeSpan Delay(int failures, double part)
        {
            return TimeSpan.FromMilliseconds(Limit(failures).TotalMilliseconds * part);
        }
    }
}
