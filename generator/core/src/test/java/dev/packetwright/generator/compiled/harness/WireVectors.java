package dev.packetwright.generator.compiled.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The packets that were recorded from three C# peers. */
public final class WireVectors {
    private WireVectors() {}

    /** Returns all vectors. */
    public static Stream<JsonNode> all() throws IOException {
        JsonNode all = new ObjectMapper().readTree(resource("vectors.json"));
        assertThat(all).hasSize(96);
        return StreamSupport.stream(all.spliterator(), false);
    }

    /** Returns the text of a file beside the vectors, for example of a PDL. */
    public static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(WireVectors.class.getResourceAsStream("/wire/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns values by the names of the C# fields. */
    public static ValueTree tree(Body body, JsonNode fields) {
        return new ValueTree(
                body.members().stream().map(member -> value(member, fields)).toList());
    }

    private static Object value(Member member, JsonNode fields) {
        String name = member.name().pdl();
        if (member.type() instanceof ListType list) {
            JsonNode elements = fields.get(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) + "s");
            Body element = ((RecordType) list.element()).body();
            return new ValueTree.Elements(StreamSupport.stream(elements.spliterator(), false)
                    .map(json -> tree(element, json))
                    .toList());
        }
        JsonNode value = fields.get(name);
        return member.type() instanceof ScalarType scalar ? scalar(scalar, value) : value.textValue();
    }

    private static Object scalar(ScalarType type, JsonNode value) {
        return switch (type) {
            case BOOL -> value.asBoolean();
            case BYTE, USHORT, INT -> value.intValue();
            case SBYTE -> (byte) value.intValue();
            case SHORT -> value.shortValue();
            case UINT, LONG -> value.asLong();
            case ULONG -> Long.parseUnsignedLong(value.asText());
            case FLOAT -> floatValue(value);
            case DOUBLE -> doubleValue(value);
        };
    }

    private static float floatValue(JsonNode value) {
        String text = value.asText();
        return text.startsWith("bits:")
                ? Float.intBitsToFloat(Integer.parseUnsignedInt(text.substring(5), 16))
                : Float.parseFloat(text);
    }

    private static double doubleValue(JsonNode value) {
        String text = value.asText();
        return text.startsWith("bits:")
                ? Double.longBitsToDouble(Long.parseUnsignedLong(text.substring(5), 16))
                : Double.parseDouble(text);
    }
}
