using System;

namespace Packetwright
{
    /// <summary>Cuts received bytes into packets.</summary>
    internal sealed class PacketFramer
    {
        private const int HeaderSize = 4;
        private const int FirstSize = 4096;

        private readonly int maxSize;
        private byte[] buffer;
        private int start;
        private int end;

        internal PacketFramer(int maxSize)
        {
            this.maxSize = maxSize;
            buffer = new byte[Math.Min(FirstSize, maxSize)];
        }

        /// <summary>
        /// Takes bytes from the transport. Only if no whole packet is left. Returns whether there were any.
        /// </summary>
        internal bool Fill(ITransport transport)
        {
            MakeRoom();
            int length = transport.Receive(buffer, end, buffer.Length - end);
            end += length;
            return length > 0;
        }

        /// <summary>Finds the next whole packet, which stays valid until the next call of a method.</summary>
        /// <exception cref="MalformedPacketException">A size is out of range.</exception>
        internal bool TryNext(out ArraySegment<byte> packet)
        {
            int size = DeclaredSize();
            if (size == 0 || end - start < size)
            {
                packet = default(ArraySegment<byte>);
                return false;
            }
            packet = new ArraySegment<byte>(buffer, start, size);
            start += size;
            return true;
        }

        /// <summary>The beginning of a packet that is not complete, in words; empty if there is none.</summary>
        internal string DescribePartial()
        {
            int length = end - start;
            if (length == 0)
            {
                return "";
            }
            int size = DeclaredSize();
            return "in the middle of a packet (" + length + " of " + (size == 0 ? "unknown" : size.ToString()) + " bytes)";
        }

        /// <summary>The size of the packet at the start; 0 if it is not known yet.</summary>
        private int DeclaredSize()
        {
            if (end - start < 2)
            {
                return 0;
            }
            int size = buffer[start] | buffer[start + 1] << 8;
            if (size < HeaderSize || size > maxSize)
            {
                throw new MalformedPacketException(
                    "header", "size", 0, "is " + size + ", not " + HeaderSize + " to " + maxSize);
            }
            return size;
        }

        /// <summary>Moves the incomplete packet to the beginning, into a larger buffer if it needs one.</summary>
        private void MakeRoom()
        {
            int length = end - start;
            byte[] target = DeclaredSize() > buffer.Length ? new byte[LargerSize()] : buffer;
            Buffer.BlockCopy(buffer, start, target, 0, length);
            buffer = target;
            start = 0;
            end = length;
        }

        private int LargerSize()
        {
            return Math.Min(maxSize, Math.Max(DeclaredSize(), 2 * buffer.Length));
        }
    }
}
