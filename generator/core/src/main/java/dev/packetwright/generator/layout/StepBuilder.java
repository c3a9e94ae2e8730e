package dev.packetwright.generator.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Gathers adjacent members into blocks. */
final class StepBuilder {
    private final List<Step> steps = new ArrayList<>();
    private final List<MemberLayout> block = new ArrayList<>();
    private OptionalInt offset = OptionalInt.of(0);

    private StepBuilder() {}

    /** The members in their order, in as few steps as possible. */
    static List<Step> steps(List<MemberLayout> members) {
        StepBuilder builder = new StepBuilder();
        members.forEach(builder::add);
        builder.endBlock();
        return builder.steps;
    }

    /** All members as one block, if they can be one; its slots may refuse values anywhere. */
    static Optional<Step.Block> whole(List<MemberLayout> members) {
        boolean isBlock = !members.isEmpty()
                && members.stream().allMatch(member -> member.fixed().isPresent())
                && leaves(members) <= Step.Block.MAX_LEAVES;
        return isBlock ? Optional.of(block(OptionalInt.of(0), members)) : Optional.empty();
    }

    private static Step.Block block(OptionalInt offset, List<MemberLayout> members) {
        return new Step.Block(offset, Slot.of(members), size(members));
    }

    private void add(MemberLayout member) {
        if (member.fixed().isPresent()) {
            if (!hasRoomFor(member)) {
                endBlock();
            }
            block.add(member);
        } else {
            endBlock();
            steps.add(new Step.Single(offset, member));
            moveOn(member.member().isFixedSize(), member.member().minSize());
        }
    }

    private boolean hasRoomFor(MemberLayout member) {
        return block.isEmpty()
                || (leaves(block) + leaves(List.of(member)) <= Step.Block.MAX_LEAVES
                        && !block.get(block.size() - 1).fixed().orElseThrow().refuses());
    }

    private void endBlock() {
        if (!block.isEmpty()) {
            steps.add(block(offset, block));
            moveOn(true, size(block));
            block.clear();
        }
    }

    private void moveOn(boolean isFixed, int size) {
        offset = isFixed && offset.isPresent() ? OptionalInt.of(offset.getAsInt() + size) : OptionalInt.empty();
    }

    private static long leaves(List<MemberLayout> members) {
        return members.stream()
                .mapToLong(member -> member.fixed().orElseThrow().leaves().count())
                .sum();
    }

    private static int size(List<MemberLayout> members) {
        return members.stream()
                .mapToInt(member -> member.fixed().orElseThrow().size())
                .sum();
    }
}
