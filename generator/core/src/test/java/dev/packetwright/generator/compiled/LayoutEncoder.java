package dev.packetwright.generator.compiled;

import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.layout.BodyLayout;
import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.layout.PacketLayout;
import dev.packetwright.generator.layout.Slot;
import dev.packetwright.generator.layout.Step;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.runtime.packet.Bytes;
import dev.packetwright.runtime.packet.Packet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes packets from their layout, and fails if an offset or a size in the layout is wrong. */
final class LayoutEncoder {
    private final ByteBuffer out = ByteBuffer.allocate(Packet.MAX_SIZE).order(ByteOrder.LITTLE_ENDIAN);

    private LayoutEncoder() {}

    static byte[] encode(PacketLayout packet, ValueTree values) {
        LayoutEncoder encoder = new LayoutEncoder();
        encoder.out.putShort((short) 0).putShort((short) packet.type().id());
        encoder.body(packet.body(), values);
        encoder.out.putShort(0, (short) encoder.out.position());
        return Arrays.copyOf(encoder.out.array(), encoder.out.position());
    }

    private void body(BodyLayout layout, ValueTree tree) {
        int start = out.position();
        Map<Member, Object> values = byMember(layout.members(), tree);
        for (Step step : layout.steps()) {
            step.offset().ifPresent(offset -> require(out.position() - start == offset, () -> "the offset of " + step));
            step.accept(new Steps(values));
        }
        int size = out.position() - start;
        require(size >= layout.minSize() && size >= layout.constantSize(), () -> "the smallest size of " + layout);
        require(!layout.isFixedSize() || size == layout.minSize(), () -> "the fixed size of " + layout);
    }

    private static Map<Member, Object> byMember(List<MemberLayout> members, ValueTree tree) {
        Map<Member, Object> values = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            values.put(members.get(i).member(), tree.members().get(i));
        }
        return values;
    }

    private void value(Encoding encoding, Object value) {
        int start = out.position();
        encoding.accept(new Values(value));
        int size = out.position() - start;
        require(size >= encoding.minSize(), () -> "the smallest size of " + encoding);
        require(size == encoding.fixedSize().orElse(size), () -> "the fixed size of " + encoding);
    }

    /** The text is created only for a failure, because the text of a layout contains all its parts. */
    private static void require(boolean isTrue, Supplier<String> what) {
        if (!isTrue) {
            throw new AssertionError(what.get() + " is wrong");
        }
    }

    private final class Steps implements Step.Visitor<Void> {
        private final Map<Member, Object> values;

        Steps(Map<Member, Object> values) {
            this.values = values;
        }

        /** Writes the slots from the last to the first, so that no slot can rely on the position after another. */
        @Override
        public Void block(Step.Block block) {
            int start = out.position();
            for (int i = block.slots().size() - 1; i >= 0; i--) {
                Slot slot = block.slots().get(i);
                out.position(start + slot.offset());
                value(slot.encoding(), Objects.requireNonNull(values.get(slot.member())));
            }
            require(
                    block.leaves().allMatch(leaf -> leaf.offset() + leaf.size() <= block.size())
                            && block.leaves().mapToInt(leaf -> leaf.size()).sum() == block.size(),
                    () -> "a leaf of " + block);
            out.position(start + block.size());
            return null;
        }

        @Override
        public Void single(Step.Single single) {
            MemberLayout member = single.member();
            Object value = Objects.requireNonNull(values.get(member.member()));
            if (!member.presence().isOptional()) {
                value(member.encoding(), value);
                return null;
            }
            Optional<?> optional = (Optional<?>) value;
            out.put((byte) (optional.isPresent() ? 1 : 0));
            optional.ifPresent(present -> value(member.encoding(), present));
            return null;
        }
    }

    private final class Values implements Encoding.Visitor<Void> {
        private final Object value;

        Values(Object value) {
            this.value = value;
        }

        @Override
        public Void scalar(Encoding.Scalar scalar) {
            number(scalar.size(), bits(scalar.type()));
            return null;
        }

        private long bits(ScalarType type) {
            return switch (type) {
                case BOOL -> (boolean) value ? 1 : 0;
                case FLOAT -> Float.floatToRawIntBits((float) value);
                case DOUBLE -> Double.doubleToRawLongBits((double) value);
                default -> ((Number) value).longValue();
            };
        }

        @Override
        public Void enumeration(Encoding.Enumeration enumeration) {
            number(enumeration.size(), ((EnumType.Value) value).value().longValue());
            return null;
        }

        private void number(int size, long bits) {
            for (int i = 0; i < size; i++) {
                out.put((byte) (bits >> (8 * i)));
            }
        }

        @Override
        public Void fixedStruct(Encoding.FixedStruct struct) {
            require(struct.layout().body().steps().equals(List.of(struct.block())), () -> "the block of " + struct);
            body(struct.layout().body(), (ValueTree) value);
            return null;
        }

        @Override
        public Void text(Encoding.Text text) {
            return prefixed(ValueTree.wellFormed((String) value)
                    .getBytes(text.type() == StringType.UTF_8 ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE));
        }

        @Override
        public Void blob(Encoding.Blob blob) {
            return prefixed(((Bytes) value).toArray());
        }

        private Void prefixed(byte[] bytes) {
            out.putShort((short) bytes.length).put(bytes);
            return null;
        }

        @Override
        public Void scalarList(Encoding.ScalarList list) {
            return elements(list);
        }

        @Override
        public Void elementList(Encoding.ElementList list) {
            return elements(list);
        }

        private Void elements(Encoding.Counted list) {
            List<?> elements = ((ValueTree.Elements) value).elements();
            out.putShort((short) elements.size());
            elements.forEach(element -> value(list.element(), element));
            return null;
        }

        @Override
        public Void emptyList(Encoding.EmptyList list) {
            out.putShort((short) ((ValueTree.Elements) value).elements().size());
            return null;
        }

        @Override
        public Void struct(Encoding.Struct struct) {
            body(struct.layout().body(), (ValueTree) value);
            return null;
        }
    }
}
