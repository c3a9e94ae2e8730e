package dev.packetwright.generator.model;

import dev.packetwright.generator.source.Place;
import java.util.List;
import java.util.stream.Stream;

/**
 * All packets that two peers exchange.
 *
 * @param namespace the namespace of the generated code, names with dots between them: a package in Java
 * @param version the protocol's version, from 1
 * @param roots the root elements of the files that it was read from; what a file imports stands before it
 * @param enums the enums in document order
 * @param structs the structs in document order
 * @param packets the packets in the order of their ids
 */
public record Protocol(
        String namespace,
        int version,
        List<Place> roots,
        List<EnumType> enums,
        List<RecordType> structs,
        List<PacketType> packets) {
    public Protocol {
        roots = List.copyOf(roots);
        enums = List.copyOf(enums);
        structs = List.copyOf(structs);
        packets = List.copyOf(packets);
    }

    /** The names of the files that it was read from, without their folders, which differ from machine to machine. */
    public List<String> sources() {
        return roots.stream()
                .map(root -> root.source().name())
                .map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))
                .toList();
    }

    /** The names of packets, structs and enums, which share one space of names. */
    public List<Name> topLevelNames() {
        return Stream.of(
                        packets.stream().map(PacketType::name),
                        structs.stream().map(RecordType::name),
                        enums.stream().map(EnumType::name))
                .flatMap(names -> names)
                .toList();
    }

    /** The packets that a side handles. */
    public List<PacketType> receivedBy(Side side) {
        return packets.stream()
                .filter(packet -> packet.direction().isReceivedBy(side))
                .toList();
    }

    /**
     * A hash over everything that changes the wire, and nothing else: two peers with the same one take the same bytes for
     * the same values. Ids, directions, types in their order, encodings, what is optional or later, bounds, and the
     * numbers of enums count; names, comments and what is deprecated or redacted do not. The first 64 bits of a SHA-256.
     */
    public long fingerprint() {
        return Fingerprint.of(this);
    }
}
