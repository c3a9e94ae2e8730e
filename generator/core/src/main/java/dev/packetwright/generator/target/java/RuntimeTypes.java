package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;

/** The classes of the runtime that generated code uses. */
final class RuntimeTypes {
    private static final String PACKET_PACKAGE = "dev.packetwright.runtime.packet";

    static final ClassName BYTES = ClassName.get(PACKET_PACKAGE, "Bytes");
    static final ClassName DIRECTION = ClassName.get(PACKET_PACKAGE, "Direction");
    static final ClassName ENUM_VALUES = ClassName.get(PACKET_PACKAGE, "EnumValues");
    static final ClassName GENERATED = ClassName.get(PACKET_PACKAGE, "Generated");
    static final ClassName MALFORMED_PACKET = ClassName.get(PACKET_PACKAGE, "MalformedPacketException");
    static final ClassName PACKET = ClassName.get(PACKET_PACKAGE, "Packet");
    static final ClassName PACKET_MEMBERS = ClassName.get(PACKET_PACKAGE, "PacketMembers");
    static final ClassName PACKET_READER = ClassName.get(PACKET_PACKAGE, "PacketReader");
    static final ClassName PACKET_SIZE = ClassName.get(PACKET_PACKAGE, "PacketSize");
    static final ClassName PACKET_WRITER = ClassName.get(PACKET_PACKAGE, "PacketWriter");
    static final ClassName PING_PACKETS = ClassName.get(PACKET_PACKAGE, "PingPackets");
    static final ClassName PROTOCOL_VERSIONS = ClassName.get(PACKET_PACKAGE, "ProtocolVersions");
    static final ClassName SCALAR_LIST = ClassName.get(PACKET_PACKAGE, "ScalarList");

    private RuntimeTypes() {}
}
