package dev.packetwright.generator.compiled.random;

import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.runtime.packet.Bytes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Random values for a packet, mostly from the limits of their types. Together they fit into a packet. */
public final class RandomValues {
    private static final int MAX_BYTES = 20_000;
    private static final int MAX_ELEMENTS = 4;

    private final Random random;
    private int bytesLeft;

    private RandomValues(Random random, int bytesLeft) {
        this.random = random;
        this.bytesLeft = bytesLeft;
    }

    /** Returns random values. A few are large; most are small enough to test all similar packets. */
    public static ValueTree of(Body body, Random random) {
        return new RandomValues(random, random.nextInt(4) == 0 ? MAX_BYTES : 150).tree(body);
    }

    private ValueTree tree(Body body) {
        bytesLeft -= body.minSize();
        return new ValueTree(body.members().stream().map(this::value).toList());
    }

    private Object value(Member member) {
        return member.traits().isOptional()
                ? Optional.of(random.nextBoolean())
                        .filter(present -> present)
                        .map(present -> value(member.type(), member.traits()))
                : value(member.type(), member.traits());
    }

    private Object value(MemberType type, Traits traits) {
        int longest = traits.maxLength().orElse(Integer.MAX_VALUE);
        if (type instanceof ListType list) {
            return elements(list, longest);
        } else if (type instanceof RecordType record) {
            return tree(record.body());
        } else if (type instanceof EnumType enumeration) {
            return enumeration.values().get(random.nextInt(enumeration.values().size()));
        } else if (type instanceof StringType) {
            return text(longest);
        } else if (type instanceof BytesType) {
            return bytes(longest);
        }
        return traits.range().map(range -> within(range, (ScalarType) type)).orElseGet(() -> scalar((ScalarType) type));
    }

    /** Returns the minimum, the maximum, or a value in the middle. */
    private Object within(Range range, ScalarType type) {
        BigDecimal number = oneOf(
                range.min(),
                range.max(),
                range.min().add(range.max()).divide(BigDecimal.valueOf(2), RoundingMode.DOWN));
        return switch (type) {
            case BOOL -> throw new IllegalArgumentException("a bool has no range");
            case SBYTE -> number.byteValue();
            case SHORT -> number.shortValue();
            case BYTE, USHORT, INT -> number.intValue();
            case UINT, LONG, ULONG -> number.longValue();
            case FLOAT -> number.floatValue();
            case DOUBLE -> number.doubleValue();
        };
    }

    private ValueTree.Elements elements(ListType list, int longest) {
        boolean many = list.element().minSize() == 0 && random.nextInt(8) == 0;
        int wanted = Math.min(longest, many ? 2_000 : random.nextInt(MAX_ELEMENTS + 1));
        List<Object> elements = new ArrayList<>();
        while (elements.size() < wanted && bytesLeft > list.element().minSize()) {
            bytesLeft -= list.element().minSize();
            elements.add(value(list.element(), Traits.NONE));
        }
        return new ValueTree.Elements(elements);
    }

    private Bytes bytes(int longest) {
        byte[] bytes = new byte[Math.min(longest, random.nextInt(Math.max(1, Math.min(bytesLeft, 40))))];
        random.nextBytes(bytes);
        bytesLeft -= bytes.length;
        return Bytes.of(bytes);
    }

    private Object scalar(ScalarType type) {
        return switch (type) {
            case BOOL -> random.nextBoolean();
            case BYTE -> oneOf(0, 1, 127, 128, 255, random.nextInt(256));
            case SBYTE -> (byte) (int) oneOf(-128, -1, 0, 127, random.nextInt());
            case SHORT -> (short) (int) oneOf(-32_768, -1, 0, 32_767, random.nextInt());
            case USHORT -> oneOf(0, 255, 256, 32_767, 32_768, 65_535, random.nextInt(65_536));
            case INT -> oneOf(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE, random.nextInt());
            case UINT -> oneOf(0L, 1L << 31, (1L << 32) - 1, Integer.toUnsignedLong(random.nextInt()));
            case LONG, ULONG -> oneOf(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE, random.nextLong());
            case FLOAT ->
                Float.intBitsToFloat(oneOf(
                        0, 1 << 31, 0x7f800000, 0x7fc00000, 0xffc00000, 0x7fc12345, 0xff800000, 1, random.nextInt()));
            case DOUBLE ->
                Double.longBitsToDouble(oneOf(
                        0L,
                        1L << 63,
                        0x7ff0000000000000L,
                        0x7ff8000000000000L,
                        0xfff8000000000000L,
                        0x7ff8000012345678L,
                        1L,
                        random.nextLong()));
        };
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    private String text(int longest) {
        int most = Math.max(0, Math.min(bytesLeft / 3, random.nextInt(20) == 0 ? 5_000 : 12));
        int length = Math.min(longest, random.nextInt(3) == 0 ? 0 : random.nextInt(most + 1));
        StringBuilder text = new StringBuilder();
        Stream.generate(this::unit).limit(length).forEach(text::append);
        text.setLength(length);
        bytesLeft -= 3 * length;
        return text.toString();
    }

    /** Returns a letter, a Korean letter, a surrogate pair, a lone surrogate, a byte order mark or NUL. */
    private String unit() {
        return oneOf(
                "a", "한", "\ud83d\ude00", "\ud83d", "\ude00", "\ufeff", "\u0000", "\ufffe", Character.toString((char)
                        random.nextInt(0x10000)));
    }
}
