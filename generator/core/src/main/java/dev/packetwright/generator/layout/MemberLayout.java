package dev.packetwright.generator.layout;

import dev.packetwright.generator.model.Member;
import java.util.Optional;

/**
 * The layout of a member.
 *
 * @param member the member
 * @param encoding the encoding of its value
 * @param presence the conditions under which the value is on the wire
 */
public record MemberLayout(Member member, Encoding encoding, Presence presence) {
    /** The encoding, if the value is there in any case and can be read and written in place. */
    public Optional<Encoding.Fixed> fixed() {
        return presence.isAlways() && encoding instanceof Encoding.Fixed inPlace
                ? Optional.of(inPlace)
                : Optional.empty();
    }

    /** Whether packets of the newest version can differ in the bytes that this member has. */
    public boolean hasVariableSize() {
        return !member.isFixedSize();
    }

    /** Whether the size of the member is known without a walk through elements and without encoding text. */
    public boolean hasComputableSize() {
        return fixed().isPresent() || (!presence.isOptional() && encoding.hasLength());
    }
}
