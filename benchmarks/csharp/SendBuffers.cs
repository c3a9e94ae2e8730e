using System;

namespace Course
{
    /// <summary>Hands out parts of large arrays, one after another, as the course's send buffers do.</summary>
    internal static class SendBuffers
    {
        private const int ChunkSize = 65535 * 100;
        private static byte[] chunk = new byte[ChunkSize];
        private static int used;

        internal static ArraySegment<byte> Open(int reserved)
        {
            if (chunk.Length - used < reserved)
            {
                chunk = new byte[ChunkSize];
                used = 0;
            }
            return new ArraySegment<byte>(chunk, used, reserved);
        }

        internal static ArraySegment<byte> Close(int size)
        {
            ArraySegment<byte> written = new ArraySegment<byte>(chunk, used, size);
            used += size;
            return written;
        }
    }

    /// <summary>A packet as the course's handlers see it.</summary>
    internal interface ICoursePacket
    {
        ArraySegment<byte> Write();

        void Read(ArraySegment<byte> bytes);
    }
}
