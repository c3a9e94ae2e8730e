using System;

namespace Packetwright
{
    /// <summary>Checks the values of options.</summary>
    internal static class OptionRange
    {
        internal static int Check(string option, int value, int min, int max)
        {
            if (value < min || value > max)
            {
                throw new ArgumentOutOfRangeException(option, option + " is " + value + ", not " + min + " to " + max);
            }
            return value;
        }

        /// <summary>A time of 1 ms to 1 day.</summary>
        internal static TimeSpan Check(string option, TimeSpan value)
        {
            if (value < TimeSpan.FromMilliseconds(1) || value > TimeSpan.FromDays(1))
            {
                throw new ArgumentOutOfRangeException(option, option + " is " + value + ", not 1 ms to 1 day");
            }
            return value;
        }

        /// <summary>Zero, or a time of 1 ms to 1 day.</summary>
        internal static TimeSpan CheckOrZero(string option, TimeSpan value)
        {
            return value == TimeSpan.Zero ? value : Check(option, value);
        }

        internal static T NotNull<T>(string option, T value)
            where T : class
        {
            if (value == null)
            {
                throw new ArgumentNullException(option);
            }
            return value;
        }
    }
}
