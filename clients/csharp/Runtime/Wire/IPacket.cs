using System;

namespace Packetwright
{
    /// <summary>A packet, whose class is generated. Not safe for use by several threads at once.</summary>
    public interface IPacket
    {
        /// <summary>The id on the wire.</summary>
        ushort Protocol { get; }

        /// <summary>The size on the wire in bytes, header included.</summary>
        int Size { get; }

        /// <summary>Writes the whole packet, header included. A <c>byte[]</c> is a buffer, too.</summary>
        /// <returns>The number of bytes written.</returns>
        /// <exception cref="InvalidPacketException">A value is null or out of bounds.</exception>
        /// <exception cref="ArgumentException">The buffer is too small.</exception>
        int Write(ArraySegment<byte> buffer);

        /// <summary>
        /// Replaces all members by those of a whole packet, header included. Lists, elements and structs
        /// are used again. After an exception, the members have any value.
        /// </summary>
        /// <exception cref="MalformedPacketException">The bytes are not such a packet.</exception>
        void ReadFrom(ArraySegment<byte> packet);
    }
}
