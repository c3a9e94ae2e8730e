package dev.packetwright.generator.model;

import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All packets that two peers exchange.
 *
 * @param namespace the namespace of the generated code, names with dots between them: a package in Java
 * @param version the version of the protocol, from 1
 * @param oldestVersion the oldest version whose peers this version still serves, 1 to {@code version}
 * @param roots the root elements of the files, each after the files that it imports
 * @param enums the enums in document order
 * @param structs the structs in document order
 * @param packets the packets in the order of their ids
 * @param elsewhere the files whose structs and enums have their code in another namespace, where it is not generated
 *     with this protocol, each with that namespace
 */
public record Protocol(
        String namespace,
        int version,
        int oldestVersion,
        List<Place> roots,
        List<EnumType> enums,
        List<RecordType> structs,
        List<PacketType> packets,
        Map<SourceText, String> elsewhere) {
    public Protocol {
        roots = List.copyOf(roots);
        enums = List.copyOf(enums);
        structs = List.copyOf(structs);
        packets = List.copyOf(packets);
        elsewhere = Map.copyOf(elsewhere);
    }

    /** Returns the names of the files, without their folders, which differ between machines. */
    public List<String> sources() {
        return roots.stream()
                .map(root -> root.source().name())
                .map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))
                .toList();
    }

    /** Returns the names of all packets, structs and enums, which must be unique together. */
    public List<Name> topLevelNames() {
        return Stream.of(
                        packets.stream().map(PacketType::name),
                        structs.stream().map(RecordType::name),
                        enums.stream().map(EnumType::name))
                .flatMap(names -> names)
                .toList();
    }

    /** Returns the namespace of the code of a packet, a struct or an enum. */
    public String namespaceOf(Name type) {
        return elsewhere.getOrDefault(type.place().source(), namespace);
    }

    /** Returns whether the code of a struct or an enum is generated with this protocol. */
    public boolean isGenerated(Name type) {
        return !elsewhere.containsKey(type.place().source());
    }

    /** Returns the packets that a side receives. */
    public List<PacketType> receivedBy(Side side) {
        return packets.stream()
                .filter(packet -> packet.direction().isReceivedBy(side))
                .toList();
    }

    /** Returns the packets that a side receives and its handler handles: those without a role. */
    public List<PacketType> handledBy(Side side) {
        return receivedBy(side).stream()
                .filter(packet -> packet.role().isEmpty())
                .toList();
    }

    /** Returns the packets with a role that a side receives. */
    public List<PacketType> receivedBy(Side side, Role role) {
        return receivedBy(side).stream()
                .filter(packet -> packet.role().equals(Optional.of(role)))
                .toList();
    }

    /**
     * Returns a hash of everything that affects the wire, and of nothing else. Peers with the same hash read the same
     * bytes as the same values. The hash covers ids, directions, the types and their order, encodings, the flags
     * optional and later, bounds, and the numbers of enums. It does not cover names, comments, roles, or the flags
     * deprecated and redacted. A role says who handles a packet, and changes no byte of it. The result is the first 64
     * bits of a SHA-256.
     */
    public long fingerprint() {
        return Fingerprint.of(this);
    }
}
