package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.source.BundledText;
import java.util.List;
import java.util.Set;

/**
 * The types beside packets, structs and enums that generated code works with. Most of them are part of the client runtime.
 * Code for the course does not have that runtime, and contains these types itself: their sources are resources here.
 */
final class SupportTypes {
    /** The names that no type and no member of a protocol can have. */
    static final Set<String> NAMES = Set.of(
            "PacketID",
            "IPacket",
            "PacketReader",
            "PacketWriter",
            "PacketEnums",
            "PacketText",
            "PacketProtocol",
            "PingPackets",
            "MalformedPacketException",
            "InvalidPacketException",
            "PacketManager",
            "ClientPacketManager",
            "ServerPacketManager",
            "IClientPacketHandler",
            "IServerPacketHandler",
            "PacketHandler",
            "PacketSession",
            "SendBufferHelper",
            "ServerCore",
            "System",
            "UnityEngine");

    /** The interface of all packets in the course. */
    static final String COURSE_PACKET = """
            /// <summary>A packet of this protocol.</summary>
            public interface IPacket
            {
                ushort Protocol { get; }
                void Read(ArraySegment<byte> segment);
                ArraySegment<byte> Write();
            }
            """;

    /** The types of the client runtime that code for the course contains. */
    static final List<String> CONTAINED = List.of(
                    "MalformedPacketException", "InvalidPacketException", "PacketReader", "PacketWriter", "PacketText")
            .stream()
            .map(SupportTypes::declaration)
            .toList();

    private static final String NAMESPACE = "namespace Packetwright";

    /** The mark of the types that only generated code uses, before their declarations. */
    private static final String FOR_GENERATED_CODE = "[EditorBrowsable(EditorBrowsableState.Never)]\npublic ";

    private SupportTypes() {}

    /** The declaration of a type without its namespace. A type for generated code alone is internal. */
    private static String declaration(String type) {
        List<String> lines = BundledText.of(SupportTypes.class, "wire/" + type + ".cs")
                .lines()
                .toList();
        int first = lines.indexOf(NAMESPACE) + 2;
        String declaration = String.join("\n", lines.subList(first, lines.lastIndexOf("}")));
        return declaration.stripIndent().replace(FOR_GENERATED_CODE, "internal ");
    }
}
