package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.packetwright.generator.codec.Decoded;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.codec.Encoder;
import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.compiled.harness.CodecValues;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.json.Json;
import dev.packetwright.generator.json.JsonReader;
import dev.packetwright.generator.json.JsonWriter;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.runtime.packet.Packet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Generated code and codec write and read exactly the bytes that were recorded from three C# peers. */
class WireVectorsTest {
    private static final Map<String, CompiledProtocol> PROTOCOLS = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> writesWhatCSharpWrites() throws IOException {
        return vectors()
                .filter(vector -> vector.get("encodeExact").asBoolean())
                .map(vector -> test(vector, () -> {
                    CompiledProtocol protocol = protocol(vector);
                    assertThat(HexFormat.of().formatHex(packet(protocol, vector).toBytes()))
                            .isEqualTo(vector.get("hex").asText());
                }));
    }

    @TestFactory
    Stream<DynamicTest> readsWhatCSharpWrites() throws IOException {
        return vectors()
                .map(vector -> test(vector, () -> {
                    CompiledProtocol protocol = protocol(vector);
                    byte[] bytes = HexFormat.of().parseHex(vector.get("hex").asText());
                    Packet read = protocol.read(type(protocol, vector), bytes);
                    if (vector.get("roundTrips").asBoolean()) {
                        assertThat(read).isEqualTo(packet(protocol, vector));
                    }
                    assertThat(read.toBytes()).isEqualTo(bytes);
                }));
    }

    /**
     * The codec reads and writes the same bytes. A vector with NaN stands for all NaNs; its bytes show which one it is.
     */
    @TestFactory
    Stream<DynamicTest> codecReadsAndWritesTheSameBytes() throws IOException {
        return vectors()
                .map(vector -> test(vector, () -> {
                    CompiledProtocol protocol = protocol(vector);
                    PacketType type = type(protocol, vector);
                    byte[] bytes = HexFormat.of().parseHex(vector.get("hex").asText());
                    if (vector.get("encodeExact").asBoolean()) {
                        ValueTree values = tree(type.body(), vector.get("values"));
                        assertThat(Encoder.encode(type, CodecValues.of(type.body(), values)))
                                .isEqualTo(bytes);
                    }
                    Decoded.Packet decoded = (Decoded.Packet) new Decoder(protocol.model()).decode(bytes);
                    Value.Members members = decoded.members();
                    if (vector.get("roundTrips").asBoolean()) {
                        assertThat(new Values(protocol).packet(type, CodecValues.tree(type.body(), members)))
                                .isEqualTo(packet(protocol, vector));
                    }
                    assertThat(Encoder.encode(type, members)).isEqualTo(bytes);
                    Json.Obj json = JsonWriter.write(type.body(), members);
                    assertThat(JsonReader.read(type, json)).isEqualTo(members);
                }));
    }

    private static DynamicTest test(JsonNode vector, Executable body) {
        String name = vector.get("packet").asText() + " #" + vector.get("id").asText() + " "
                + vector.path("note").asText();
        return DynamicTest.dynamicTest(name, body);
    }

    private static Stream<JsonNode> vectors() throws IOException {
        JsonNode all = new ObjectMapper().readTree(resource("vectors.json"));
        assertThat(all).hasSize(96);
        return StreamSupport.stream(all.spliterator(), false);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(WireVectorsTest.class.getResourceAsStream("/wire/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static CompiledProtocol protocol(JsonNode vector) throws IOException {
        String file = vector.get("pdl").asText();
        CompiledProtocol known = PROTOCOLS.get(file);
        if (known == null) {
            known = CompiledProtocol.of(resource(file));
            PROTOCOLS.put(file, known);
        }
        return known;
    }

    private static PacketType type(CompiledProtocol protocol, JsonNode vector) {
        return protocol.packet(vector.get("packet").asText());
    }

    private static Packet packet(CompiledProtocol protocol, JsonNode vector) {
        return new Values(protocol)
                .packet(type(protocol, vector), tree(type(protocol, vector).body(), vector.get("values")));
    }

    /** Returns values by the names of the C# fields. */
    private static ValueTree tree(Body body, JsonNode fields) {
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
