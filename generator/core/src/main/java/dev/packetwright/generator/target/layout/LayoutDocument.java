package dev.packetwright.generator.target.layout;

import dev.packetwright.generator.layout.PacketLayout;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Role;
import dev.packetwright.generator.model.WireFormat;
import java.util.Locale;
import java.util.Optional;

/** The JSON document of a protocol. docs/targets.md describes every key. */
final class LayoutDocument {
    /** The number that a change raises when it breaks readers of the document. A new key does not. */
    static final int FORMAT = 1;

    private static final String GENERATED_BY = "Packetwright";

    /** The beginning of every document. JSON has no comments, so the first key names the generator. */
    static final String MARKER = "{\n  \"generatedBy\": \"" + GENERATED_BY + "\",\n";

    private LayoutDocument() {}

    /** The text of the document, ending in a line feed. */
    static String of(ProtocolLayout layout) {
        Protocol protocol = layout.protocol();
        return new JsonObject()
                        .put("generatedBy", GENERATED_BY)
                        .put("format", FORMAT)
                        .put("namespace", protocol.namespace())
                        .put("sources", protocol.sources())
                        .put("version", protocol.version())
                        .put("oldestVersion", protocol.oldestVersion())
                        .put("fingerprint", String.format(Locale.ROOT, "%016x", protocol.fingerprint()))
                        .put("wire", wire())
                        .put(
                                "enums",
                                protocol.enums().stream()
                                        .map(type -> enumeration(type, protocol))
                                        .toList())
                        .put(
                                "structs",
                                layout.structs().stream()
                                        .map(struct -> struct(struct, protocol))
                                        .toList())
                        .put(
                                "packets",
                                layout.packets().stream()
                                        .map(LayoutDocument::packet)
                                        .toList())
                        .text()
                + "\n";
    }

    private static JsonObject wire() {
        return new JsonObject()
                .put("byteOrder", "little-endian")
                .put("headerSize", WireFormat.HEADER_SIZE)
                .put("sizeOffset", WireFormat.SIZE_OFFSET)
                .put("idOffset", WireFormat.ID_OFFSET)
                .put("countSize", WireFormat.COUNT_SIZE)
                .put("presenceSize", WireFormat.PRESENCE_SIZE)
                .put("maxPacketSize", WireFormat.MAX_PACKET_SIZE)
                .put("maxCount", WireFormat.MAX_COUNT);
    }

    private static JsonObject enumeration(EnumType type, Protocol protocol) {
        return new JsonObject()
                .put("name", type.name().pdl())
                .putIfPresent("namespace", elsewhere(type.name(), protocol))
                .putIfPresent("doc", type.doc())
                .put("type", type.base().pdlName())
                .put("size", type.minSize())
                .put(
                        "values",
                        type.values().stream().map(value -> value(type, value)).toList())
                .putIfPresent(
                        "unknown", type.unknown().map(value -> value.name().pdl()))
                .put("default", type.defaultValue().name().pdl());
    }

    private static JsonObject value(EnumType type, EnumType.Value value) {
        return new JsonObject()
                .put("name", value.name().pdl())
                .put("value", JsonNumbers.of(type.base(), value.value()))
                .putIfPresent("doc", value.doc());
    }

    private static JsonObject struct(RecordLayout layout, Protocol protocol) {
        return new JsonObject()
                .put("name", layout.type().name().pdl())
                .putIfPresent("namespace", elsewhere(layout.type().name(), protocol))
                .putIfPresent("doc", layout.type().doc())
                .putAll(BodyDocument.of(layout.body(), 0));
    }

    /** The namespace of a type that is not generated with the protocol. */
    private static Optional<String> elsewhere(Name type, Protocol protocol) {
        return protocol.isGenerated(type) ? Optional.empty() : Optional.of(protocol.namespaceOf(type));
    }

    private static JsonObject packet(PacketLayout layout) {
        PacketType type = layout.type();
        return new JsonObject()
                .put("name", type.name().pdl())
                .put("id", type.id())
                .put("direction", direction(type.direction()))
                .putIfPresent("role", type.role().map(Role::pdlName))
                .put("since", type.since())
                .putIfPresent("deprecated", type.deprecated())
                .putIfPresent("doc", type.doc())
                .put("minPacketSize", layout.minSize())
                .putAll(BodyDocument.of(layout.body(), WireFormat.HEADER_SIZE));
    }

    private static String direction(Direction direction) {
        return switch (direction) {
            case CLIENT_TO_SERVER -> "client-to-server";
            case SERVER_TO_CLIENT -> "server-to-client";
            case BOTH -> "both";
        };
    }
}
