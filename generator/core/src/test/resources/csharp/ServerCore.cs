using System;

/// <summary>What generated code needs of the ServerCore of the course.</summary>
namespace ServerCore
{
    public abstract class PacketSession
    {
        public abstract void OnRecvPacket(ArraySegment<byte> buffer);
    }

    public static class SendBufferHelper
    {
        private static byte[] chunk = new byte[1 << 20];
        private static int used;

        public static ArraySegment<byte> Open(int reserveSize)
        {
            if (chunk.Length - used < reserveSize)
            {
                chunk = new byte[1 << 20];
                used = 0;
            }
            return new ArraySegment<byte>(chunk, used, reserveSize);
        }

        public static ArraySegment<byte> Close(int usedSize)
        {
            ArraySegment<byte> segment = new ArraySegment<byte>(chunk, used, usedSize);
            used += usedSize;
            return segment;
        }
    }
}
