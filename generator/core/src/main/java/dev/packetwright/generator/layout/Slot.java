package dev.packetwright.generator.layout;

import dev.packetwright.generator.model.Member;
import java.util.List;
import java.util.stream.Stream;

/**
 * A member with a fixed place in a block.
 *
 * @param member the member
 * @param encoding the encoding of its value
 * @param offset the offset from the start of the block in bytes
 */
public record Slot(Member member, Encoding.Fixed encoding, int offset) {
    Stream<Leaf> leaves() {
        return encoding.leaves().map(leaf -> leaf.within(member, offset));
    }

    /** Slots one after another, from the start of a block. */
    static List<Slot> of(List<MemberLayout> members) {
        int[] offset = {0};
        return members.stream()
                .map(member -> {
                    Encoding.Fixed encoding = member.fixed().orElseThrow();
                    Slot slot = new Slot(member.member(), encoding, offset[0]);
                    offset[0] += encoding.size();
                    return slot;
                })
                .toList();
    }
}
