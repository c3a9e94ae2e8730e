package dev.packetwright.generator.codec;

import dev.packetwright.generator.diagnostic.Suggestion;
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
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the members of one packet, and rejects the packet as soon as it is too large for the wire. */
final class BodyWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Span> spans = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();

    BodyWriter() {
        out.writeBytes(new byte[WireFormat.HEADER_SIZE]);
    }

    /** Returns the header and the bytes written so far. */
    byte[] packet(int id) {
        byte[] packet = out.toByteArray();
        packet[0] = (byte) packet.length;
        packet[1] = (byte) (packet.length >> 8);
        packet[2] = (byte) id;
        packet[3] = (byte) (id >> 8);
        return packet;
    }

    /** Returns where the members written so far are. */
    List<Span> spans() {
        return List.copyOf(spans);
    }

    void body(Body body, Value.Members members) throws InvalidValueException {
        refuseStrangers(body, members);
        for (Member member : body.members()) {
            try {
                spanned(
                        member,
                        Optional.ofNullable(members.values().get(member.name().pdl())));
            } catch (InvalidValueException invalid) {
                throw invalid.in(member.name().pdl());
            }
        }
    }

    private static void refuseStrangers(Body body, Value.Members members) throws InvalidValueException {
        Set<String> known =
                body.members().stream().map(member -> member.name().pdl()).collect(Collectors.toSet());
        for (String name : members.values().keySet()) {
            if (!known.contains(name)) {
                throw new InvalidValueException("is no member of the PDL"
                                + Suggestion.nearest(name, known)
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse(""))
                        .in(name);
            }
        }
    }

    private void spanned(Member member, Optional<Value> given) throws InvalidValueException {
        int start = out.size();
        int index = spans.size();
        path.addLast(member.name().pdl());
        member(member, given);
        spans.add(index, new Span(String.join(".", path), start, out.size()));
        path.removeLast();
    }

    private void member(Member member, Optional<Value> given) throws InvalidValueException {
        Value value = given.orElse(Value.Absent.ABSENT);
        boolean present = value != Value.Absent.ABSENT;
        if (member.traits().isOptional()) {
            bits(present ? 1 : 0, 1);
        } else if (!present) {
            throw new InvalidValueException("is missing");
        }
        if (present) {
            value(member.type(), member.traits(), value);
        }
    }

    private void value(MemberType type, Traits traits, Value value) throws InvalidValueException {
        type.accept(new MemberType.ThrowingVisitor<Void, InvalidValueException>() {
            @Override
            public Void scalar(ScalarType type) throws InvalidValueException {
                number(type, traits, value);
                return null;
            }

            @Override
            public Void string(StringType type) throws InvalidValueException {
                text(type, traits, as(Value.Text.class, value).text());
                return null;
            }

            @Override
            public Void bytes(BytesType type) throws InvalidValueException {
                blob(traits, as(Value.Bytes.class, value).toArray());
                return null;
            }

            @Override
            public Void enumeration(EnumType type) throws InvalidValueException {
                choice(type, as(Value.Choice.class, value).name());
                return null;
            }

            @Override
            public Void record(RecordType type) throws InvalidValueException {
                body(type.body(), as(Value.Members.class, value));
                return null;
            }

            @Override
            public Void list(ListType type) throws InvalidValueException {
                elements(type.element(), traits, value);
                return null;
            }
        });
    }

    private static <V extends Value> V as(Class<V> wanted, Value value) throws InvalidValueException {
        if (!wanted.isInstance(value)) {
            throw new InvalidValueException(
                    "is a " + value.getClass().getSimpleName() + ", and ought to be a " + wanted.getSimpleName());
        }
        return wanted.cast(value);
    }

    private void number(ScalarType type, Traits traits, Value value) throws InvalidValueException {
        long bits = switch (type) {
            case BOOL -> as(Value.Bool.class, value).value() ? 1 : 0;
            case FLOAT -> as(Value.Float32.class, value).bits();
            case DOUBLE -> as(Value.Float64.class, value).bits();
            case BYTE, SBYTE, USHORT, SHORT, UINT, INT, ULONG, LONG ->
                whole(type, as(Value.Whole.class, value).number());
        };
        refuse(Bounds.problemOfNumber(type, value, traits));
        bits(bits, type.minSize());
    }

    private static long whole(ScalarType type, BigInteger number) throws InvalidValueException {
        BigDecimal decimal = new BigDecimal(number);
        if (decimal.compareTo(type.min()) < 0 || decimal.compareTo(type.max()) > 0) {
            throw new InvalidValueException("is " + number + "; " + type.pdlName() + " holds "
                    + type.min().toPlainString() + " to " + type.max().toPlainString());
        }
        return number.longValue();
    }

    private void choice(EnumType type, String name) throws InvalidValueException {
        for (EnumType.Value value : type.values()) {
            if (value.name().pdl().equals(name)) {
                bits(value.value().longValue(), type.base().minSize());
                return;
            }
        }
        List<String> known =
                type.values().stream().map(value -> value.name().pdl()).toList();
        throw new InvalidValueException("is '" + name + "', which is no value of "
                + type.name().pdl() + "; " + Suggestion.help(name, known, "there are " + String.join(", ", known)));
    }

    private void text(StringType type, Traits traits, String text) throws InvalidValueException {
        refuse(Bounds.problemOfLength(text.length(), LengthUnit.UTF_16_UNIT, traits));
        prefixed(WireText.encode(type, text));
    }

    private void blob(Traits traits, byte[] bytes) throws InvalidValueException {
        refuse(Bounds.problemOfLength(bytes.length, LengthUnit.BYTE, traits));
        prefixed(bytes);
    }

    private void prefixed(byte[] bytes) throws InvalidValueException {
        count(bytes.length, "bytes");
        makeRoom(bytes.length);
        out.writeBytes(bytes);
    }

    private void elements(MemberType element, Traits traits, Value value) throws InvalidValueException {
        if (element.hasNoBytes()) {
            int count = as(Value.Empties.class, value).count();
            refuse(Bounds.problemOfLength(count, LengthUnit.ELEMENT, traits));
            count(count, "elements");
            return;
        }
        List<Value> elements = as(Value.Elements.class, value).elements();
        refuse(Bounds.problemOfLength(elements.size(), LengthUnit.ELEMENT, traits));
        count(elements.size(), "elements");
        for (int i = 0; i < elements.size(); i++) {
            try {
                value(element, Traits.NONE, elements.get(i));
            } catch (InvalidValueException invalid) {
                throw invalid.in(i);
            }
        }
    }

    private void count(int count, String what) throws InvalidValueException {
        if (count < 0 || count > WireFormat.MAX_COUNT) {
            throw new InvalidValueException(
                    "has " + count + " " + what + "; the wire carries at most " + WireFormat.MAX_COUNT);
        }
        bits(count, WireFormat.COUNT_SIZE);
    }

    private void bits(long bits, int size) throws InvalidValueException {
        makeRoom(size);
        for (int i = 0; i < size; i++) {
            out.write((int) (bits >> (8 * i)));
        }
    }

    private void makeRoom(int bytes) throws InvalidValueException {
        int size = out.size() + bytes;
        if (size > WireFormat.MAX_PACKET_SIZE) {
            throw new InvalidValueException("makes the packet " + size + " bytes or more; the wire carries at most "
                    + WireFormat.MAX_PACKET_SIZE);
        }
    }

    private static void refuse(Optional<String> problem) throws InvalidValueException {
        if (problem.isPresent()) {
            throw new InvalidValueException(problem.get());
        }
    }
}
