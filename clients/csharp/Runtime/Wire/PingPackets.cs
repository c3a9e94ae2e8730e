using System;

namespace Packetwright
{
    /// <summary>
    /// A ping and its answer, the pong, by their ids. Each of the two packets consists of one value of eight bytes, and a
    /// pong has the value of its ping. Generated code has them in <c>PacketProtocol.ClientPing</c> and
    /// <c>PacketProtocol.ServerPing</c>, where the PDL gives packets these roles. Immutable; no method allocates, except
    /// for an exception.
    /// </summary>
    public sealed class PingPackets
    {
        /// <summary>The size of each of the two packets in bytes, header included.</summary>
        public const int Size = 12;

        private const string Ping = "ping";
        private const string Pong = "pong";
        private const string Value = "value";

        /// <summary>The id of the ping.</summary>
        public ushort PingId { get; private set; }

        /// <summary>The id of the answer.</summary>
        public ushort PongId { get; private set; }

        /// <exception cref="ArgumentException">Both packets have the same id.</exception>
        public PingPackets(ushort pingId, ushort pongId)
        {
            if (pingId == pongId)
            {
                throw new ArgumentException("ping and pong both have the id " + pingId);
            }
            PingId = pingId;
            PongId = pongId;
        }

        /// <summary>Whether a whole packet, header included, is the ping, by its id.</summary>
        /// <exception cref="MalformedPacketException">The bytes are too few for a header.</exception>
        public bool IsPing(ArraySegment<byte> packet)
        {
            return PacketReader.IdOf(packet) == PingId;
        }

        /// <summary>Whether a whole packet, header included, is the answer, by its id.</summary>
        /// <exception cref="MalformedPacketException">The bytes are too few for a header.</exception>
        public bool IsPong(ArraySegment<byte> packet)
        {
            return PacketReader.IdOf(packet) == PongId;
        }

        /// <summary>The value of a ping, which is a whole packet, header included.</summary>
        /// <exception cref="MalformedPacketException">The bytes are not the ping.</exception>
        public ulong ReadPing(ArraySegment<byte> packet)
        {
            return new PacketReader(packet, PingId, Ping).ReadULong(Value);
        }

        /// <summary>The value of an answer, which is a whole packet, header included.</summary>
        /// <exception cref="MalformedPacketException">The bytes are not the answer.</exception>
        public ulong ReadPong(ArraySegment<byte> packet)
        {
            return new PacketReader(packet, PongId, Pong).ReadULong(Value);
        }

        /// <summary>Writes a ping, header included.</summary>
        /// <returns><see cref="Size"/>, the number of bytes written.</returns>
        /// <exception cref="ArgumentException">The buffer is too small.</exception>
        public int WritePing(ArraySegment<byte> buffer, ulong value)
        {
            return Write(new PacketWriter(buffer, PingId, Ping), value);
        }

        /// <summary>Writes an answer with the value of its ping, header included.</summary>
        /// <returns><see cref="Size"/>, the number of bytes written.</returns>
        /// <exception cref="ArgumentException">The buffer is too small.</exception>
        public int WritePong(ArraySegment<byte> buffer, ulong value)
        {
            return Write(new PacketWriter(buffer, PongId, Pong), value);
        }

        private static int Write(PacketWriter writer, ulong value)
        {
            writer.WriteULong(Value, value);
            return writer.Finish();
        }
    }
}
