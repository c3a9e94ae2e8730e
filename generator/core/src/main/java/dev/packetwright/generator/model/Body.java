package dev.packetwright.generator.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The members of a packet, a struct or a list's element, in the order in which they are on the wire.
 *
 * @param members the members
 */
public record Body(List<Member> members) {
    public Body {
        members = List.copyOf(members);
    }

    /** Returns whether there are no members, and so no bytes. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Returns the minimum size in bytes. */
    public int minSize() {
        return members.stream().mapToInt(Member::minSize).sum();
    }

    /** Returns whether the size is always {@link #minSize()}. */
    public boolean isFixedSize() {
        return members.stream().allMatch(Member::isFixedSize);
    }

    /** Returns whether a member is redacted, or a member of a member at any depth. */
    public boolean hasRedacted() {
        return members.stream().anyMatch(Member::hasRedacted);
    }

    String wireForm() {
        return members.stream().map(Member::wireForm).collect(Collectors.joining(" "));
    }
}
