package dev.packetwright.generator.layout;

import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Name;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A number or a truth value in a block.
 *
 * @param path the members that lead to it, from a member of the block to a member of the innermost struct
 * @param size its size in bytes
 * @param offset its offset from the start of the block in bytes
 */
public record Leaf(List<Member> path, int size, int offset) {
    public Leaf {
        path = List.copyOf(path);
    }

    /** The names of the path in the PDL, joined with dots. */
    public String pathName() {
        return path.stream().map(Member::name).map(Name::pdl).collect(Collectors.joining("."));
    }

    Leaf within(Member member, int at) {
        return new Leaf(Stream.concat(Stream.of(member), path.stream()).toList(), size, at + offset);
    }
}
