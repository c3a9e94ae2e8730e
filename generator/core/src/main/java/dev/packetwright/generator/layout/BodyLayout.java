package dev.packetwright.generator.layout;

import dev.packetwright.generator.model.Body;
import java.util.List;
import java.util.Optional;

/**
 * The layout of the members of a packet, of a struct or of an element. Each member is in exactly one step; the steps follow
 * one another on the wire without a gap.
 *
 * @param body the members
 * @param members the layout of each member in the order of the wire
 * @param steps the way through the members: as few steps as bounds checks allow
 * @param whole all members as one block, if every member is there in any case and has a fixed size, and if the block has at
 *     least one byte and at most {@value Step.Block#MAX_LEAVES} leaves. Reading its slots may refuse values
 */
public record BodyLayout(Body body, List<MemberLayout> members, List<Step> steps, Optional<Step.Block> whole) {
    public BodyLayout {
        members = List.copyOf(members);
        steps = List.copyOf(steps);
    }

    /** The size of the smallest value in bytes, with members of later versions. */
    public int minSize() {
        return body.minSize();
    }

    /** Whether every value has {@link #minSize()} bytes. */
    public boolean isFixedSize() {
        return body.isFixedSize();
    }

    /**
     * The part of the size that is the same for every value, in bytes: members of fixed size, and the presence flags of
     * optional members. The members that {@linkplain MemberLayout#hasVariableSize() vary} add theirs, with their lengths and
     * counts.
     */
    public int constantSize() {
        return members.stream()
                .filter(member -> !member.hasVariableSize() || member.presence().isOptional())
                .mapToInt(member -> member.member().minSize())
                .sum();
    }

    /**
     * All members as one block, if any bytes of that size are a valid value. A value can then be written and read at any
     * place with one bounds check for a whole list or for the members around it.
     */
    public Optional<Step.Block> inPlace() {
        return whole.filter(Step.Block::refusesNothing);
    }

    /** Whether the size of a value is known without a walk through the elements of lists. Never true of an empty body. */
    public boolean hasComputableSize() {
        return !members.isEmpty() && members.stream().allMatch(MemberLayout::hasComputableSize);
    }

    /**
     * Whether a reader finds the place of each member from lengths and counts alone, although the size is not fixed.
     * Never true of an empty body.
     */
    public boolean isSelfDelimiting() {
        return !members.isEmpty() && whole.isEmpty() && steps.stream().allMatch(BodyLayout::isSelfDelimiting);
    }

    private static boolean isSelfDelimiting(Step step) {
        return step.accept(new Step.Visitor<>() {
            @Override
            public Boolean block(Step.Block block) {
                return true;
            }

            @Override
            public Boolean single(Step.Single single) {
                MemberLayout member = single.member();
                return member.presence().isAlways() && member.hasComputableSize();
            }
        });
    }
}
