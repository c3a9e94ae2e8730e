package dev.packetwright.generator.json;

import dev.packetwright.generator.codec.InvalidValueException;
import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The conversion from JSON to values. It refuses JSON that is not a value of the type. The encoder checks whether the
 * PDL allows the value.
 */
public final class JsonReader {
    /** The maximum number of digits: more than any integer of the PDL has, and few enough to parse quickly. */
    private static final int MOST_DIGITS = 40;

    private static final int MOST_CHARACTERS = 1_000;

    private static final BigInteger TOO_FEW = BigInteger.ONE.negate();
    private static final BigInteger TOO_MANY = BigInteger.valueOf(1 << 16);

    private JsonReader() {}

    /** Reads the members of a packet from an object. */
    public static Value.Members read(PacketType packet, Json json) throws InvalidValueException {
        try {
            return read(packet.body(), json);
        } catch (InvalidValueException invalid) {
            throw invalid.in(packet.name().pdl());
        }
    }

    /** Reads the values of members from an object. Unknown names are left for the encoder to reject. */
    private static Value.Members read(Body body, Json json) throws InvalidValueException {
        if (!(json instanceof Json.Obj object)) {
            throw refused(json, "an object with the members");
        }
        Map<String, MemberType> types = body.members().stream()
                .collect(Collectors.toMap(member -> member.name().pdl(), Member::type));
        Map<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            MemberType type = types.get(member.getKey());
            try {
                values.put(
                        member.getKey(),
                        type == null || member.getValue() == Json.Null.NULL
                                ? Value.Absent.ABSENT
                                : value(type, member.getValue()));
            } catch (InvalidValueException invalid) {
                throw invalid.in(member.getKey());
            }
        }
        return new Value.Members(values);
    }

    private static Value value(MemberType type, Json json) throws InvalidValueException {
        return type.accept(new MemberType.ThrowingVisitor<Value, InvalidValueException>() {
            @Override
            public Value scalar(ScalarType type) throws InvalidValueException {
                return number(type, json);
            }

            @Override
            public Value string(StringType type) throws InvalidValueException {
                return new Value.Text(text(json, "a string"));
            }

            @Override
            public Value bytes(BytesType type) throws InvalidValueException {
                return blob(json);
            }

            @Override
            public Value enumeration(EnumType type) throws InvalidValueException {
                return new Value.Choice(text(json, "the name of a value"));
            }

            @Override
            public Value record(RecordType type) throws InvalidValueException {
                return read(type.body(), json);
            }

            @Override
            public Value list(ListType type) throws InvalidValueException {
                return type.element().hasNoBytes() ? empties(type.element(), json) : elements(type.element(), json);
            }
        });
    }

    /** Reads elements without bytes from their number, or from an array of them. */
    private static Value empties(MemberType element, Json json) throws InvalidValueException {
        String wanted = "a number of elements";
        if (json instanceof Json.Num) {
            return new Value.Empties(
                    whole(json, wanted).max(TOO_FEW).min(TOO_MANY).intValue());
        }
        return new Value.Empties(each(element, array(json, wanted)).size());
    }

    private static Value elements(MemberType element, Json json) throws InvalidValueException {
        return new Value.Elements(each(element, array(json, "an array")));
    }

    private static Json.Array array(Json json, String wanted) throws InvalidValueException {
        if (json instanceof Json.Array array) {
            return array;
        }
        throw refused(json, wanted);
    }

    private static List<Value> each(MemberType element, Json.Array array) throws InvalidValueException {
        List<Value> elements = new ArrayList<>();
        for (int i = 0; i < array.elements().size(); i++) {
            try {
                elements.add(value(element, array.elements().get(i)));
            } catch (InvalidValueException invalid) {
                throw invalid.in(i);
            }
        }
        return elements;
    }

    private static Value number(ScalarType type, Json json) throws InvalidValueException {
        return switch (type) {
            case BOOL -> bool(json);
            case FLOAT -> new Value.Float32(floating(json, "a float", FloatText::parse32));
            case DOUBLE -> new Value.Float64(floating(json, "a double", FloatText::parse64));
            case BYTE, SBYTE, USHORT, SHORT, UINT, INT, ULONG, LONG ->
                new Value.Whole(whole(json, "a number without a fraction"));
        };
    }

    private static Value bool(Json json) throws InvalidValueException {
        if (json instanceof Json.Bool bool) {
            return new Value.Bool(bool.value());
        }
        throw refused(json, "true or false");
    }

    private static <T> T floating(Json json, String wanted, Function<String, Optional<T>> parse)
            throws InvalidValueException {
        return digits(json).flatMap(parse).orElseThrow(() -> refused(json, wanted));
    }

    /** Reads a number or a string, also with an exponent or with zeros after the point, as some tools write them. */
    private static BigInteger whole(Json json, String wanted) throws InvalidValueException {
        return digits(json)
                .flatMap(JsonReader::decimal)
                .filter(JsonReader::isWhole)
                .map(BigDecimal::toBigInteger)
                .orElseThrow(() -> refused(json, wanted));
    }

    /** Parses a number and removes its trailing zeros, as in an integer that is written with a fraction. */
    private static Optional<BigDecimal> decimal(String digits) {
        try {
            return digits.length() > MOST_CHARACTERS
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(digits).stripTrailingZeros());
        } catch (ArithmeticException | NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether a number is an integer of a plausible size, without expanding its digits: an exponent can ask for
     * millions.
     */
    private static boolean isWhole(BigDecimal number) {
        return number.scale() <= 0 && number.precision() - (long) number.scale() <= MOST_DIGITS;
    }

    private static Optional<String> digits(Json json) {
        if (json instanceof Json.Num number) {
            return Optional.of(number.digits());
        }
        return json instanceof Json.Text text ? Optional.of(text.text()) : Optional.empty();
    }

    private static String text(Json json, String wanted) throws InvalidValueException {
        if (json instanceof Json.Text text) {
            return text.text();
        }
        throw refused(json, wanted);
    }

    private static Value blob(Json json) throws InvalidValueException {
        String wanted = "a string of hexadecimal digits, two for each byte";
        try {
            return new Value.Bytes(HexFormat.of().parseHex(text(json, wanted)));
        } catch (IllegalArgumentException notHex) {
            throw refused(json, wanted);
        }
    }

    private static InvalidValueException refused(Json json, String wanted) {
        return new InvalidValueException("is " + json.kind() + ", not " + wanted);
    }
}
