package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.Slot;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The arguments with which generated code takes a block: its size, and its members for an error message. */
final class TakenBlock {
    private TakenBlock() {}

    /**
     * The arguments of {@code TakeBlock}.
     *
     * @param path what goes before the members in error messages
     */
    static String arguments(List<Slot> slots, String path) {
        int size = slots.stream().mapToInt(slot -> slot.encoding().size()).sum();
        return size + ", \"" + members(slots, path).collect(Collectors.joining(" ")) + "\"";
    }

    private static Stream<String> members(List<Slot> slots, String path) {
        return slots.stream()
                .flatMap(slot -> slot.encoding() instanceof Encoding.FixedStruct struct
                        ? members(struct.block().slots(), path(struct))
                        : Stream.of(path + slot.member().name().pdl() + ":"
                                + slot.encoding().size()));
    }

    /** The text before the members of a struct in error messages. */
    static String path(Encoding.FixedStruct struct) {
        return struct.type().name().pdl() + ".";
    }

    /** The expression for a place in a block. */
    static String place(String at, int offset) {
        return offset == 0 ? at : at + " + " + offset;
    }
}
