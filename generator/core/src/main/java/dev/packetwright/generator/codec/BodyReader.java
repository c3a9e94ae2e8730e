package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.LengthUnit;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.model.WireFormat;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the members of one packet. Lengths and counts are checked against the remaining bytes before they are used. */
final class BodyReader {
    private final ByteBuffer in;

    private final IdentityHashMap<EnumType, Map<BigInteger, EnumType.Value>> byNumber = new IdentityHashMap<>();

    /**
     * Creates a reader of the bytes between the position and the limit of a buffer. Numbers are little-endian; offsets
     * are those of the buffer.
     */
    BodyReader(ByteBuffer in) {
        this.in = in;
    }

    Value.Members body(Body body) throws MalformedException {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Member member : body.members()) {
            try {
                values.put(member.name().pdl(), member(member));
            } catch (MalformedException malformed) {
                throw malformed.in(member.name().pdl());
            }
        }
        return new Value.Members(values);
    }

    private Value member(Member member) throws MalformedException {
        if (member.traits().isLater() && !in.hasRemaining()) {
            return Defaults.of(member);
        }
        boolean present = !member.traits().isOptional() || bits(1) != 0;
        return present ? value(member.type(), member.traits()) : Value.Absent.ABSENT;
    }

    private Value value(MemberType type, Traits traits) throws MalformedException {
        return type.accept(new MemberType.ThrowingVisitor<Value, MalformedException>() {
            @Override
            public Value scalar(ScalarType type) throws MalformedException {
                return number(type, traits);
            }

            @Override
            public Value string(StringType type) throws MalformedException {
                return text(type, traits);
            }

            @Override
            public Value bytes(BytesType type) throws MalformedException {
                return blob(traits);
            }

            @Override
            public Value enumeration(EnumType type) throws MalformedException {
                return choice(type);
            }

            @Override
            public Value record(RecordType type) throws MalformedException {
                return body(type.body());
            }

            @Override
            public Value list(ListType type) throws MalformedException {
                return elements(type.element(), traits);
            }
        });
    }

    private Value number(ScalarType type, Traits traits) throws MalformedException {
        int offset = in.position();
        Value value = Scalars.ofBits(type, bits(type.minSize()));
        refuse(offset, Bounds.problemOfNumber(type, value, traits));
        return value;
    }

    private Value choice(EnumType type) throws MalformedException {
        int offset = in.position();
        BigInteger number = Scalars.integer(type.base(), bits(type.base().minSize()));
        Optional<EnumType.Value> named =
                Optional.ofNullable(byNumber(type).get(number)).or(type::unknown);
        return new Value.Choice(
                named.orElseThrow(() -> new MalformedException(offset, "has the unknown value " + number))
                        .name()
                        .pdl());
    }

    /** A list may have thousands of values of an enum that has thousands itself. */
    private Map<BigInteger, EnumType.Value> byNumber(EnumType type) {
        return byNumber.computeIfAbsent(
                type,
                enumeration -> enumeration.values().stream()
                        .collect(Collectors.toMap(EnumType.Value::value, value -> value, (first, second) -> first)));
    }

    private Value text(StringType type, Traits traits) throws MalformedException {
        int offset = in.position();
        String text = WireText.decode(type, take("a string"));
        refuse(offset, Bounds.problemOfLength(text.length(), LengthUnit.UTF_16_UNIT, traits));
        return new Value.Text(text);
    }

    private Value blob(Traits traits) throws MalformedException {
        int offset = in.position();
        byte[] bytes = take("bytes");
        refuse(offset, Bounds.problemOfLength(bytes.length, LengthUnit.BYTE, traits));
        return new Value.Bytes(bytes);
    }

    private Value elements(MemberType element, Traits traits) throws MalformedException {
        int offset = in.position();
        int count = (int) bits(WireFormat.COUNT_SIZE);
        if ((long) count * element.minSize() > in.remaining()) {
            throw new MalformedException(
                    offset,
                    "a list of " + count + " elements of " + element.minSize() + " bytes or more, but " + in.remaining()
                            + " are left");
        }
        refuse(offset, Bounds.problemOfLength(count, LengthUnit.ELEMENT, traits));
        return element.hasNoBytes() ? new Value.Empties(count) : elements(element, count);
    }

    private Value elements(MemberType element, int count) throws MalformedException {
        List<Value> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            try {
                elements.add(value(element, Traits.NONE));
            } catch (MalformedException malformed) {
                throw malformed.in(i);
            }
        }
        return new Value.Elements(elements);
    }

    /** Reads a length and returns that number of bytes. */
    private byte[] take(String what) throws MalformedException {
        int offset = in.position();
        int length = (int) bits(WireFormat.COUNT_SIZE);
        if (length > in.remaining()) {
            throw new MalformedException(
                    offset, what + " of " + length + " bytes, but " + in.remaining() + " are left");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /** Reads the given number of bytes as an unsigned little-endian number. */
    private long bits(int size) throws MalformedException {
        if (in.remaining() < size) {
            throw new MalformedException(
                    in.position(), "needs " + size + " bytes, but " + in.remaining() + " are left");
        }
        long bits = 0;
        for (int i = 0; i < size; i++) {
            bits |= Byte.toUnsignedLong(in.get()) << (8 * i);
        }
        return bits;
    }

    private static void refuse(int offset, Optional<String> problem) throws MalformedException {
        if (problem.isPresent()) {
            throw new MalformedException(offset, problem.get());
        }
    }
}
