package dev.packetwright.generator.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Members in the order in which they travel: what a packet and a list's element consist of.
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
        return members.stream().mapToInt(member -> member.type().minSize()).sum();
    }

    /** Whether it always has {@link #minSize()} bytes. */
    public boolean isFixedSize() {
        return members.stream().allMatch(member -> member.type().isFixedSize());
    }

    String wireForm() {
        return members.stream().map(member -> member.type().wireForm()).collect(Collectors.joining(" "));
    }
}
