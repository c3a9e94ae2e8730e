package dev.packetwright.generator.layout;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A step on the way through the bytes of a body. */
public sealed interface Step {
    /** The offset of the step from the start of the body in bytes, if it is the same for all values that have the step. */
    OptionalInt offset();

    /** Calls the visitor's method for the kind of this step. */
    <R> R accept(Visitor<R> visitor);

    /**
     * One method for each kind of step.
     *
     * @param <R> the result
     */
    interface Visitor<R> {
        /** Visits adjacent members of fixed size. */
        R block(Block block);

        /** Visits a member with a step of its own. */
        R single(Single single);
    }

    /**
     * Adjacent members of fixed size, all of them there in any case. One bounds check serves them all.
     *
     * <p>In a step, no member but the last can refuse a value: otherwise the check at the start would report missing bytes
     * at the end of the block rather than the first error.
     *
     * @param offset the offset from the start of the body
     * @param slots the members with their places
     * @param size the size of all of them in bytes
     */
    record Block(OptionalInt offset, List<Slot> slots, int size) implements Step {
        /** The greatest number of leaves in a block: the error message that names them stays short. */
        public static final int MAX_LEAVES = 32;

        public Block {
            slots = List.copyOf(slots);
        }

        /** Whether every value of every slot is valid. */
        public boolean refusesNothing() {
            return slots.stream().noneMatch(slot -> slot.encoding().refuses());
        }

        /** The numbers and truth values of the block in the order of the wire; those of structs one by one. */
        public Stream<Leaf> leaves() {
            return slots.stream().flatMap(Slot::leaves);
        }

        /** Whether the check of bounds serves more than one number, or a struct. */
        public boolean sharesCheck() {
            return leaves().count() > 1 || slots.get(0).encoding() instanceof Encoding.FixedStruct;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.block(this);
        }
    }

    /**
     * A member whose size varies, that may be missing, or that checks its own bounds.
     *
     * @param offset the offset from the start of the body
     * @param member the member
     */
    record Single(OptionalInt offset, MemberLayout member) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.single(this);
        }
    }
}
