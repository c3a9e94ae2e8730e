package dev.packetwright.generator.example;

import dev.packetwright.generator.codec.Scalars;
import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Values that are valid and easy to find in the bytes: numbers count up from 1, so that no two members are equal. */
final class ExampleValues {
    private static final String TEXT = "Hello";
    private static final byte[] BYTES = {(byte) 0xca, (byte) 0xfe};
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private int last;

    private ExampleValues() {}

    /**
     * Values for all members.
     *
     * @param length the number of elements of lists; those inside of lists have one less. With 0, texts are empty as well
     */
    static Value.Members of(Body body, int length) {
        return new ExampleValues().members(body, length);
    }

    private Value.Members members(Body body, int length) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Member member : body.members()) {
            values.put(member.name().pdl(), value(member.type(), member.traits(), length));
        }
        return new Value.Members(values);
    }

    private Value value(MemberType type, Traits traits, int length) {
        int next = ++last;
        return type.accept(new MemberType.Visitor<>() {
            @Override
            public Value scalar(ScalarType type) {
                BigDecimal number = BigDecimal.valueOf(next).add(type.isInteger() ? BigDecimal.ZERO : HALF);
                BigDecimal most = traits.range().map(range -> range.max()).orElseGet(type::max);
                BigDecimal least = traits.range().map(range -> range.min()).orElseGet(type::min);
                return Scalars.of(type, number.min(most).max(least));
            }

            @Override
            public Value string(StringType type) {
                return new Value.Text(length == 0 ? "" : TEXT.substring(0, atMost(TEXT.length())));
            }

            @Override
            public Value bytes(BytesType type) {
                return new Value.Bytes(length == 0 ? new byte[0] : Arrays.copyOf(BYTES, atMost(BYTES.length)));
            }

            @Override
            public Value enumeration(EnumType type) {
                return new Value.Choice(
                        type.values().get(next % type.values().size()).name().pdl());
            }

            @Override
            public Value record(RecordType type) {
                return members(type.body(), length);
            }

            @Override
            public Value list(ListType type) {
                int count = atMost(length);
                return type.element().hasNoBytes()
                        ? new Value.Empties(count)
                        : new Value.Elements(IntStream.range(0, count)
                                .mapToObj(i -> value(type.element(), Traits.NONE, length - 1))
                                .toList());
            }

            private int atMost(int wanted) {
                return Math.min(wanted, traits.maxLength().orElse(wanted));
            }
        });
    }
}
