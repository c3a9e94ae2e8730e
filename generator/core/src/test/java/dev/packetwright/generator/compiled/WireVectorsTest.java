package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.packetwright.generator.codec.Decoded;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.codec.Encoder;
import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.compiled.harness.CodecValues;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.compiled.harness.WireVectors;
import dev.packetwright.generator.json.Json;
import dev.packetwright.generator.json.JsonReader;
import dev.packetwright.generator.json.JsonWriter;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.runtime.packet.Packet;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Generated code and codec write and read exactly the bytes that were recorded from three C# peers. */
class WireVectorsTest {
    private static final Map<String, CompiledProtocol> PROTOCOLS = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> writesWhatCSharpWrites() throws IOException {
        return WireVectors.all()
                .filter(vector -> vector.get("encodeExact").asBoolean())
                .map(vector -> test(vector, () -> {
                    CompiledProtocol protocol = protocol(vector);
                    assertThat(HexFormat.of().formatHex(packet(protocol, vector).toBytes()))
                            .isEqualTo(vector.get("hex").asText());
                }));
    }

    @TestFactory
    Stream<DynamicTest> readsWhatCSharpWrites() throws IOException {
        return WireVectors.all()
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
        return WireVectors.all()
                .map(vector -> test(vector, () -> {
                    CompiledProtocol protocol = protocol(vector);
                    PacketType type = type(protocol, vector);
                    byte[] bytes = HexFormat.of().parseHex(vector.get("hex").asText());
                    if (vector.get("encodeExact").asBoolean()) {
                        ValueTree values = WireVectors.tree(type.body(), vector.get("values"));
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

    private static CompiledProtocol protocol(JsonNode vector) throws IOException {
        String file = vector.get("pdl").asText();
        CompiledProtocol known = PROTOCOLS.get(file);
        if (known == null) {
            known = CompiledProtocol.of(WireVectors.resource(file));
            PROTOCOLS.put(file, known);
        }
        return known;
    }

    private static PacketType type(CompiledProtocol protocol, JsonNode vector) {
        return protocol.packet(vector.get("packet").asText());
    }

    private static Packet packet(CompiledProtocol protocol, JsonNode vector) {
        return new Values(protocol)
                .packet(
                        type(protocol, vector),
                        WireVectors.tree(type(protocol, vector).body(), vector.get("values")));
    }
}
