package dev.packetwright.generator.compiled.random;

import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.runtime.packet.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Creates values that a packet must not have, and values at the limits. */
public final class InvalidValues {
    private final Random random;

    private InvalidValues(Random random) {
        this.random = random;
    }

    /** Returns the given values with some members replaced. */
    public static ValueTree to(Body body, ValueTree values, Random random) {
        return new InvalidValues(random).changed(body, values);
    }

    private ValueTree changed(Body body, ValueTree values) {
        List<Object> changed = new ArrayList<>(values.members());
        for (int i = 0; i < changed.size(); i++) {
            Member member = body.members().get(i);
            if (random.nextInt(3) == 0) {
                Object value = changed.get(i);
                changed.set(
                        i,
                        value instanceof Optional<?> optional
                                ? optional.map(present -> changed(member.type(), present))
                                : changed(member.type(), value));
            }
        }
        return new ValueTree(changed);
    }

    private Object changed(MemberType type, Object value) {
        if (type instanceof StringType) {
            return "가".repeat(oneOf(3, 6, 21_845, 21_846, 32_767, 32_768, 65_536));
        } else if (type instanceof BytesType) {
            return Bytes.of(new byte[oneOf(3, 6, 60_000, 65_535, 65_536)]);
        } else if (type instanceof ListType list) {
            return longer(list, (ValueTree.Elements) value);
        } else if (type instanceof RecordType record) {
            return changed(record.body(), (ValueTree) value);
        }
        return type instanceof ScalarType scalar ? number(scalar) : value;
    }

    private Object longer(ListType list, ValueTree.Elements values) {
        if (values.elements().isEmpty()) {
            return values;
        }
        int count = oneOf(1, 3, 6, list.element().minSize() == 0 ? 65_536 : 20_000);
        Object first = values.elements().get(0);
        return new ValueTree.Elements(
                Collections.nCopies(count, random.nextBoolean() ? first : changed(list.element(), first)));
    }

    private Object number(ScalarType type) {
        return switch (type) {
            case BOOL -> true;
            case SBYTE -> (byte) oneOf(-6, -5, -3, -2, -1, 0, 2, 3, 5, 6, 100, 101);
            case SHORT -> (short) oneOf(-6, -5, -3, -2, -1, 0, 2, 3, 5, 6, 100, 101);
            case BYTE, USHORT, INT -> oneOf(-6, -5, -2, -1, 0, 2, 3, 5, 6, 100, 101, 255, 256, 65_535, 65_536);
            case UINT, LONG ->
                (long) oneOf(-6, -5, -2, -1, 0, 2, 3, 5, 6, 100, 101) + (random.nextInt(4) == 0 ? 1L << 32 : 0);
            case ULONG -> (long) oneOf(-1, 0, 2, 3, 5, 6, 100, 101);
            case FLOAT -> oneOf(-6, -5, -2, -1, 0, 1, 3, 100) + oneOf(0, 1, 2) / 10F;
            case DOUBLE -> oneOf(-6, -5, -2, -1, 0, 1, 3, 100) + oneOf(0, 1, 2) / 10D;
        };
    }

    private int oneOf(int... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
