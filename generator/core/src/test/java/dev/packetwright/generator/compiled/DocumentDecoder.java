package dev.packetwright.generator.compiled;

import com.fasterxml.jackson.databind.JsonNode;
import dev.packetwright.generator.codec.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads packets with the JSON document of a protocol alone, as the generator of another project would. */
final class DocumentDecoder {
    private final JsonNode document;
    private final ByteBuffer in;

    private DocumentDecoder(JsonNode document, byte[] packet) {
        this.document = document;
        this.in = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Decodes a packet with a valid header.
     *
     * @throws IllegalArgumentException if the packet is malformed
     */
    static Value.Members decode(JsonNode document, byte[] packet) {
        DocumentDecoder decoder = new DocumentDecoder(document, packet);
        JsonNode wire = document.get("wire");
        int id = Short.toUnsignedInt(decoder.in.getShort(wire.get("idOffset").intValue()));
        for (JsonNode type : document.get("packets")) {
            if (type.get("id").intValue() == id) {
                decoder.in.position(wire.get("headerSize").intValue());
                return decoder.packet(type);
            }
        }
        throw new IllegalArgumentException("no packet has the id " + id);
    }

    private Value.Members packet(JsonNode type) {
        try {
            return members(type, 0);
        } catch (BufferUnderflowException tooShort) {
            throw new IllegalArgumentException(tooShort);
        }
    }

    private Value.Members members(JsonNode body, int start) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (JsonNode member : body.get("members")) {
            boolean isMissing = member.get("since").intValue() > 1 && !in.hasRemaining();
            if (!isMissing
                    && member.has("offset")
                    && in.position() - start != member.get("offset").intValue()) {
                throw new AssertionError("not at " + in.position() + ": " + member);
            }
            values.put(member.get("name").textValue(), isMissing ? missing(member) : member(member));
        }
        return new Value.Members(values);
    }

    private Value member(JsonNode member) {
        boolean isPresent = !member.get("optional").booleanValue() || in.get() != 0;
        return isPresent ? value(member.get("type")) : Value.Absent.ABSENT;
    }

    private Value missing(JsonNode member) {
        if (member.get("optional").booleanValue()) {
            return Value.Absent.ABSENT;
        }
        JsonNode type = member.get("type");
        JsonNode value = member.get("default");
        return switch (type.get("kind").textValue()) {
            case "scalar" -> missingScalar(type.get("type").textValue(), value);
            case "enum" -> new Value.Choice(value.textValue());
            case "text" -> new Value.Text(value.textValue());
            case "bytes" -> new Value.Bytes(new byte[0]);
            case "list" -> isZeroSized(type.get("element")) ? new Value.Empties(0) : new Value.Elements(List.of());
            default -> {
                Map<String, Value> values = new LinkedHashMap<>();
                body(type)
                        .get("members")
                        .forEach(each -> values.put(each.get("name").textValue(), missing(each)));
                yield new Value.Members(values);
            }
        };
    }

    private static Value missingScalar(String type, JsonNode value) {
        return switch (type) {
            case "bool" -> new Value.Bool(value.booleanValue());
            case "float" -> new Value.Float32(Float.floatToRawIntBits(value.floatValue()));
            case "double" -> new Value.Float64(Double.doubleToRawLongBits(value.doubleValue()));
            default -> new Value.Whole(new BigInteger(value.asText()));
        };
    }

    private Value value(JsonNode type) {
        return switch (type.get("kind").textValue()) {
            case "scalar" -> scalar(type);
            case "enum" -> choice(named("enums", type.get("enum")));
            case "text" -> text(type);
            case "bytes" -> new Value.Bytes(prefixed(type));
            case "list" -> list(type);
            default -> members(body(type), in.position());
        };
    }

    private JsonNode body(JsonNode type) {
        return type.has("struct") ? named("structs", type.get("struct")) : type;
    }

    private JsonNode named(String kind, JsonNode name) {
        for (JsonNode each : document.get(kind)) {
            if (each.get("name").equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no " + name + " in " + kind);
    }

    private Value scalar(JsonNode type) {
        int size = type.get("size").intValue();
        return switch (type.get("type").textValue()) {
            case "bool" -> new Value.Bool(in.get() != 0);
            case "float" -> {
                float number = in.getFloat();
                requireRange(type, number);
                yield new Value.Float32(in.getInt(in.position() - size));
            }
            case "double" -> {
                double number = in.getDouble();
                requireRange(type, number);
                yield new Value.Float64(in.getLong(in.position() - size));
            }
            default -> {
                BigInteger number = whole(type.get("type").textValue(), size);
                require(!type.has("min")
                        || (new BigDecimal(type.get("min").asText()).compareTo(new BigDecimal(number)) <= 0
                                && new BigDecimal(type.get("max").asText()).compareTo(new BigDecimal(number)) >= 0));
                yield new Value.Whole(number);
            }
        };
    }

    private static void requireRange(JsonNode type, double number) {
        require(!type.has("min")
                || (number >= type.get("min").doubleValue()
                        && number <= type.get("max").doubleValue()));
    }

    private BigInteger whole(String type, int size) {
        byte[] bytes = new byte[size + 1];
        for (int i = size; i > 0; i--) {
            bytes[i] = in.get();
        }
        boolean isSigned = List.of("sbyte", "short", "int", "long").contains(type);
        bytes[0] = (byte) (isSigned && bytes[1] < 0 ? -1 : 0);
        return new BigInteger(bytes);
    }

    private Value choice(JsonNode type) {
        BigInteger number = whole(type.get("type").textValue(), type.get("size").intValue());
        for (JsonNode value : type.get("values")) {
            if (value.get("value").asText().equals(number.toString())) {
                return new Value.Choice(value.get("name").textValue());
            }
        }
        require(type.has("unknown"));
        return new Value.Choice(type.get("unknown").textValue());
    }

    /** Decodes well-formed text. UTF-16 is decoded unit by unit, because the decoder of the JDK refuses U+FFFE. */
    private Value text(JsonNode type) {
        byte[] bytes = bytes();
        String text;
        if (type.get("encoding").textValue().equals("utf-8")) {
            text = new String(bytes, StandardCharsets.UTF_8);
        } else {
            StringBuilder units = new StringBuilder();
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asCharBuffer()
                    .chars()
                    .forEach(unit -> units.append((char) unit));
            text = units.toString();
        }
        requireLength(type, text.length());
        return new Value.Text(text);
    }

    private byte[] prefixed(JsonNode type) {
        byte[] bytes = bytes();
        requireLength(type, bytes.length);
        return bytes;
    }

    private byte[] bytes() {
        int length = Short.toUnsignedInt(in.getShort());
        require(length <= in.remaining());
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private Value list(JsonNode type) {
        JsonNode element = type.get("element");
        int count = Short.toUnsignedInt(in.getShort());
        int each = (element.has("size") ? element.get("size") : element.get("minSize")).intValue();
        require((long) count * each <= in.remaining());
        requireLength(type, count);
        if (isZeroSized(element)) {
            return new Value.Empties(count);
        }
        List<Value> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(value(element));
        }
        return new Value.Elements(elements);
    }

    private static boolean isZeroSized(JsonNode element) {
        return element.has("size") && element.get("size").intValue() == 0;
    }

    private static void requireLength(JsonNode type, int length) {
        require(!type.has("maxLength") || length <= type.get("maxLength").intValue());
    }

    private static void require(boolean isValid) {
        if (!isValid) {
            throw new IllegalArgumentException("malformed");
        }
    }
}
