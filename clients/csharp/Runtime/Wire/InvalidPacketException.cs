using System;

namespace Packetwright
{
    /// <summary>A packet cannot be written, because a value is null or out of bounds.</summary>
    public sealed class InvalidPacketException : Exception
    {
        /// <summary>The packet.</summary>
        public string Packet { get; private set; }

        /// <summary>The member, with dots into lists. Within a struct, it begins with the struct.</summary>
        public string Member { get; private set; }

        public InvalidPacketException(string packet, string member, string problem)
            : base(packet + "." + member + " " + problem)
        {
            Packet = packet;
            Member = member;
        }
    }
}
