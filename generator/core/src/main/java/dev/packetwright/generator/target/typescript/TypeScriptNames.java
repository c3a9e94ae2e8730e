package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of a protocol in TypeScript. A name that the language or the module has already gets a {@code _} at its end.
 */
final class TypeScriptNames {
    /** The exports of every module, and the type parameters in it. */
    private static final Set<String> EXPORTS = Set.of(
            "Protocol",
            "Packet",
            "Untagged",
            "Side",
            "Handler",
            "ClientPacket",
            "ServerPacket",
            "ClientHandler",
            "ServerHandler",
            "ClientSide",
            "ServerSide",
            "PingPackets",
            "encode",
            "decode",
            "handle",
            "P",
            "Q",
            "Received",
            "Sent");

    /** The functions of the module that belong to a side. */
    private static final Set<String> OF_SIDES =
            Set.of("encodeForClient", "encodeForServer", "decodeForClient", "decodeForServer");

    /** The parameters and variables of generated functions. */
    private static final Set<String> LOCALS =
            Set.of("at", "bytes", "count", "element", "handler", "i", "list", "member", "most", "packet", "value");

    private final Map<String, BodyNames> bodies = new HashMap<>();
    private final Set<String> topLevel = new HashSet<>();
    private final Map<String, String> functions = new HashMap<>();
    private final Set<String> functionNames = new HashSet<>();

    private TypeScriptNames(Protocol protocol) {
        protocol.enums().forEach(type -> topLevel.add(type(type.name())));
        protocol.structs().forEach(struct -> add(BodyNames.ofStruct(type(struct.name()), struct.body())));
        for (PacketType packet : protocol.packets()) {
            add(BodyNames.ofPacket(type(packet.name()), packet.body()));
            topLevel.add(encoder(packet));
            topLevel.add(decoder(packet));
        }
    }

    private void add(BodyNames names) {
        bodies.put(names.type(), names);
        names.all().forEach(each -> topLevel.add(each.type()));
    }

    static TypeScriptNames of(Protocol protocol) {
        return new TypeScriptNames(protocol);
    }

    /** The name of a packet, a struct or an enum; also the tag of a packet. */
    static String type(Name name) {
        String type = name.pdl();
        while (isTaken(type) || Identifiers.isMemberOfObjects(type)) {
            type += "_";
        }
        return type;
    }

    private static boolean isTaken(String name) {
        return Identifiers.isReserved(name)
                || EXPORTS.contains(name)
                || OF_SIDES.contains(name)
                || LOCALS.contains(name)
                || Support.NAMES.contains(name);
    }

    /** The name of an enum's value. */
    static String value(EnumType.Value value) {
        String name = value.name().pdl();
        return Identifiers.isMemberOfObjects(name) ? name + "_" : name;
    }

    /** The function that encodes a packet. */
    static String encoder(PacketType packet) {
        return "encode" + type(packet.name());
    }

    /** The function that decodes a packet. */
    static String decoder(PacketType packet) {
        return "decode" + type(packet.name());
    }

    /** The names in a packet or a struct. */
    BodyNames body(Name name) {
        return Objects.requireNonNull(bodies.get(type(name)));
    }

    /** All names that a module exports for the protocol, each with its origin in the PDL. */
    static List<Exported> exported(Protocol protocol) {
        Stream<Exported> enums = protocol.enums().stream().map(type -> new Exported(type.name(), type(type.name())));
        Stream<Exported> structs = protocol.structs().stream().flatMap(TypeScriptNames::ofStruct);
        Stream<Exported> packets = protocol.packets().stream().flatMap(TypeScriptNames::ofPacket);
        return Stream.of(enums, structs, packets).flatMap(all -> all).toList();
    }

    /** A name of a module, and that which it comes from. */
    record Exported(Name name, String typescript) {}

    private static Stream<Exported> ofStruct(RecordType struct) {
        return types(struct.name(), BodyNames.ofStruct(type(struct.name()), struct.body()));
    }

    private static Stream<Exported> ofPacket(PacketType packet) {
        return Stream.concat(
                types(packet.name(), BodyNames.ofPacket(type(packet.name()), packet.body())),
                Stream.of(new Exported(packet.name(), encoder(packet)), new Exported(packet.name(), decoder(packet))));
    }

    private static Stream<Exported> types(Name name, BodyNames names) {
        Stream.Builder<Exported> types = Stream.builder();
        types.add(new Exported(name, names.type()));
        Body body = names.body();
        for (int i = 0; i < body.members().size(); i++) {
            Name list = body.members().get(i).name();
            names.elements().get(i).ifPresent(element -> types(list, element).forEach(types::add));
        }
        return types.build();
    }

    /** The name of a function that the module keeps to itself: always the same for the same wish. */
    String function(String wish) {
        return functions.computeIfAbsent(wish, this::free);
    }

    private String free(String wish) {
        String name = wish;
        while (isTaken(name) || topLevel.contains(name) || !functionNames.add(name)) {
            name += "_";
        }
        return name;
    }

    /** The name of a variable with the value of a member, where it hides nothing. */
    String local(String member) {
        String name = member;
        while (isTaken(name) || topLevel.contains(name) || functionNames.contains(name) || name.matches("at\\d+")) {
            name += "_";
        }
        return name;
    }
}
