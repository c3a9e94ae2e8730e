package dev.packetwright.generator.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Members in the order in which they travel: what packets, structs and elements of lists consist of.
 *
 * @param members the members
 */
public record Body(List<Member> members) {
    public Body {
        members = List.copyOf(members);
    }

    /** Whether it has no members, and so no bytes. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** The fewest bytes that it has. */
    public int minSize() {
        return members.stream().mapToInt(Member::minSize).sum();
    }

    /** Whether it always has {@link #minSize()} bytes. */
    public boolean isFixedSize() {
        return members.stream().allMatch(Member::isFixedSize);
    }

    String wireForm() {
        return members.stream().map(Member::wireForm).collect(Collectors.joining(" "));
    }
}
