package dev.packetwright.generator.pdl;

import dev.packetwright.generator.source.Place;
import java.util.List;
import java.util.Optional;

/**
 * What is written in one PDL file.
 *
 * @param place the root's start tag
 * @param packageName the root's {@code package}
 * @param packets the packets in document order
 */
public record PdlFile(Place place, Optional<Attribute> packageName, List<Packet> packets) {
    public PdlFile {
        packets = List.copyOf(packets);
    }

    /**
     * An attribute.
     *
     * @param value its value
     * @param place where the value is, without its quotes
     */
    public record Attribute(String value, Place place) {}

    /**
     * A start tag.
     *
     * @param name the element's name as it is written
     * @param place from {@code <} to {@code >}
     * @param comment the comment right before it
     * @param selfClosing whether it is {@code <x/>}
     */
    public record Tag(String name, Place place, Optional<String> comment, boolean selfClosing) {}

    /**
     * {@code <packet>}.
     *
     * @param from {@code from="client|server|both"}
     */
    public record Packet(Tag tag, Optional<Attribute> name, Optional<Attribute> from, List<Member> members) {
        public Packet {
            members = List.copyOf(members);
        }
    }

    /** An element within a packet or list: a member whose type is the element's name. */
    public record Member(Tag tag, Optional<Attribute> name, List<Member> members) {
        public Member {
            members = List.copyOf(members);
        }
    }
}
