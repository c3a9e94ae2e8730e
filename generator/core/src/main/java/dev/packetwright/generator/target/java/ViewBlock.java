package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Adjacent members of fixed size: one position, and each member at an offset from it.
 *
 * @param start the position of the first member
 * @param take an expression that checks that the block is whole, and returns its position
 * @param slots the members
 */
record ViewBlock(ViewPosition start, CodeBlock take, List<Slot> slots) implements ViewMember {
    ViewBlock {
        slots = List.copyOf(slots);
    }

    /**
     * A member of the block.
     *
     * @param presence the presence of the member
     * @param type the type of its getter
     * @param part the field with the view of a struct; none for other values
     * @param value an expression that reads the member
     * @param absent an expression for the member of a cleared block
     */
    record Slot(ViewPresence presence, TypeName type, Optional<FieldSpec> part, CodeBlock value, CodeBlock absent) {
        private MethodSpec getter(ViewPosition start) {
            return ViewGetter.of(presence.member(), type).returning(presence.orElse(start.isAbsent(), absent, value));
        }
    }

    @Override
    public List<FieldSpec> fields() {
        return Stream.concat(Stream.of(start.field()), slots.stream().flatMap(slot -> slot.part().stream()))
                .toList();
    }

    @Override
    public CodeBlock find() {
        return start.set(take);
    }

    @Override
    public CodeBlock clear() {
        return start.clear();
    }

    @Override
    public Optional<ViewPosition> position() {
        return Optional.of(start);
    }

    @Override
    public List<MethodSpec> getters() {
        return slots.stream().map(slot -> slot.getter(start)).toList();
    }
}
