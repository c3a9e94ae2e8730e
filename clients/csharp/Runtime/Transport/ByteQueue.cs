using System;
using System.Threading;

namespace Packetwright
{
    /// <summary>
    /// Bytes on their way from one thread to another, in a ring that grows as needed. On one end, a thread of the
    /// transport waits and works in the ring itself; on the other end, bytes are copied without waiting.
    /// </summary>
    internal sealed class ByteQueue
    {
        private const int FirstSize = 4096;
        private const int LargestRun = 16 * 1024;

        private readonly object gate = new object();
        private readonly int limit;
        private byte[] ring = new byte[FirstSize];
        private int first;
        private int count;
        private bool isComplete;
        private bool isDropping;

        /// <param name="limit">
        /// The number of bytes at which a waiting thread may no longer add. Those who copy keep to a limit of their
        /// own.
        /// </param>
        internal ByteQueue(int limit)
        {
            this.limit = limit;
        }

        internal int Count
        {
            get
            {
                lock (gate)
                {
                    return count;
                }
            }
        }

        // ---- copying

        internal void Add(byte[] source, int offset, int length)
        {
            lock (gate)
            {
                if (isComplete)
                {
                    return;
                }
                Reserve(length);
                int end = (first + count) % ring.Length;
                int run = Math.Min(length, ring.Length - end);
                Buffer.BlockCopy(source, offset, ring, end, run);
                Buffer.BlockCopy(source, offset + run, ring, 0, length - run);
                count += length;
                Monitor.PulseAll(gate);
            }
        }

        internal int Take(byte[] target, int offset, int length)
        {
            lock (gate)
            {
                int taken = Math.Min(length, count);
                int run = Math.Min(taken, ring.Length - first);
                Buffer.BlockCopy(ring, first, target, offset, run);
                Buffer.BlockCopy(ring, 0, target, offset + run, taken - run);
                Remove(taken);
                return taken;
            }
        }

        // ---- waiting; only one thread may do this

        /// <summary>Waits for room for at least one byte. Returns false if nothing more is accepted.</summary>
        internal bool WaitForSpace(out ArraySegment<byte> space)
        {
            lock (gate)
            {
                while (count >= limit && !isComplete)
                {
                    Monitor.Wait(gate);
                }
                if (!isComplete && count == ring.Length)
                {
                    Grow(Math.Min(limit, 2 * count));
                }
                int end = (first + count) % ring.Length;
                space = new ArraySegment<byte>(ring, end, Math.Min(ring.Length - count, ring.Length - end));
                return !isComplete;
            }
        }

        /// <summary>Bytes have been written to the space.</summary>
        internal void Added(int length)
        {
            lock (gate)
            {
                count += isDropping ? 0 : length;
            }
        }

        /// <summary>Waits for bytes. Returns false if there are none and none will come.</summary>
        internal bool WaitForBytes(out ArraySegment<byte> bytes)
        {
            lock (gate)
            {
                while (count == 0 && !isComplete)
                {
                    Monitor.Wait(gate);
                }
                int run = Math.Min(Math.Min(count, ring.Length - first), LargestRun);
                bytes = new ArraySegment<byte>(ring, first, run);
                return count > 0;
            }
        }

        /// <summary>The first of these bytes are done with.</summary>
        internal void Taken(int length)
        {
            lock (gate)
            {
                Remove(length);
            }
        }

        // ---- the end

        /// <summary>Accepts nothing more.</summary>
        internal void Complete()
        {
            lock (gate)
            {
                isComplete = true;
                Monitor.PulseAll(gate);
            }
        }

        /// <summary>Drops all bytes, also those that are added from now on.</summary>
        internal void Drop()
        {
            lock (gate)
            {
                isDropping = true;
                Remove(count);
            }
        }

        private void Remove(int length)
        {
            first = (first + length) % ring.Length;
            count -= length;
            Monitor.PulseAll(gate);
        }

        private void Reserve(int length)
        {
            int needed = checked(count + length);
            if (needed > ring.Length)
            {
                Grow(Math.Max(needed, 2 * ring.Length));
            }
        }

        /// <summary>
        /// Moves the bytes to a larger ring. A thread that works in the old one is not disturbed: it reads bytes that
        /// are still there, or is the one that called this.
        /// </summary>
        private void Grow(int size)
        {
            byte[] larger = new byte[size];
            int run = Math.Min(count, ring.Length - first);
            Buffer.BlockCopy(ring, first, larger, 0, run);
            Buffer.BlockCopy(ring, 0, larger, run, count - run);
            ring = larger;
            first = 0;
        }
    }
}
