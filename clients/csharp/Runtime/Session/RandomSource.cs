using System;
using System.Security.Cryptography;

namespace Packetwright
{
    /// <summary>
    /// Random numbers of the system. Those of <see cref="System.Random"/> are the same in programs that start in the
    /// same millisecond, as the clients of a restarted server do, and a peer could compute the next from the last.
    /// </summary>
    internal sealed class RandomSource
    {
        private readonly RandomNumberGenerator generator = RandomNumberGenerator.Create();
        private readonly byte[] bytes = new byte[8];

        internal long NextLong()
        {
            generator.GetBytes(bytes);
            return BitConverter.ToInt64(bytes, 0);
        }

        /// <summary>A number from 0 up to, but not, 1.</summary>
        internal double NextPart()
        {
            return (NextLong() & (1L << 53) - 1) / (double)(1L << 53);
        }
    }
}
