package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.codec.Decoded;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.compiled.harness.CodecValues;
import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.compiled.harness.ReferenceEncoder;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.random.FullPdl;
import dev.packetwright.generator.compiled.random.RandomPdl;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.layout.PacketLayout;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.layout.LayoutTarget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests that the layout and its JSON document describe the bytes of the reference encoder, which uses neither. The
 * document alone is enough to read these bytes, and to refuse the bytes that the codec refuses.
 */
class LayoutAgreesTest {
    private static final int PROTOCOLS = 30;
    private static final int PACKETS_OF_EACH_TYPE = 4;
    private static final int MAX_PREFIXES = 300;

    @TestFactory
    Stream<DynamicTest> onListsWithinListsAndNastyNames() {
        return SeededTests.tests(PROTOCOLS, random -> tryProtocol(RandomPdl.next(random), random));
    }

    @TestFactory
    Stream<DynamicTest> onEverythingThatTheLanguageHas() {
        return SeededTests.tests(PROTOCOLS, random -> tryProtocol(FullPdl.next(random), random));
    }

    private static void tryProtocol(String pdl, Random random) {
        Generation generation = Generator.generate(
                Sources.of(new PdlInput("test.xml", pdl.getBytes(StandardCharsets.UTF_8))),
                GeneratorOptions.of(new LayoutTarget(), TargetOptions.DEFAULT).withNamespace("generated.code"));
        JsonNode document = parse(generation.files().get(0).content());
        for (PacketLayout packet : ProtocolLayout.of(generation.protocol()).packets()) {
            for (int i = 0; i < PACKETS_OF_EACH_TYPE; i++) {
                ValueTree values = RandomValues.of(packet.type().body(), random);
                byte[] bytes = ReferenceEncoder.encode(packet.type(), values);
                assertThat(LayoutEncoder.encode(packet, values)).as(pdl).isEqualTo(bytes);
                assertThat(DocumentDecoder.decode(document, bytes))
                        .as(pdl)
                        .isEqualTo(CodecValues.of(packet.type().body(), values.asReceived()));
                tryPrefixes(document, packet.type(), bytes, pdl, random);
            }
        }
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(json, notJson);
        }
    }

    /** Tries prefixes of a packet. Some are packets of older peers; most are malformed. */
    private static void tryPrefixes(JsonNode document, PacketType type, byte[] bytes, String pdl, Random random) {
        int first = 4 + random.nextInt(SeededTests.SHARE);
        for (int length = first; length < Math.min(bytes.length, MAX_PREFIXES); length += SeededTests.SHARE) {
            byte[] prefix = HostileBytes.withSize(Arrays.copyOf(bytes, length));
            if (Decoder.decode(type, prefix) instanceof Decoded.Packet packet) {
                assertThat(DocumentDecoder.decode(document, prefix)).as(pdl).isEqualTo(packet.members());
            } else {
                assertThatThrownBy(() -> DocumentDecoder.decode(document, prefix))
                        .as(pdl)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
