using System;

namespace Packetwright
{
    /// <summary>Received bytes are not a valid packet.</summary>
    public sealed class MalformedPacketException : Exception
    {
        /// <summary>The packet.</summary>
        public string Packet { get; private set; }

        /// <summary>The member, with dots into lists. Within a struct, it begins with the struct.</summary>
        public string Member { get; private set; }

        /// <summary>The offset of the member in bytes from the start of the header.</summary>
        public int Offset { get; private set; }

        public MalformedPacketException(string packet, string member, int offset, string problem)
            : base(packet + "." + member + " at byte " + offset + ": " + problem)
        {
            Packet = packet;
            Member = member;
            Offset = offset;
        }
    }
}
