package dev.packetwright.generator.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.compiled.harness.CodecValues;
import dev.packetwright.generator.compiled.random.FullPdl;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tests the places of members in an encoded packet. */
class SpansTest {
    @TestFactory
    Stream<DynamicTest> theMembersOfAPacketFollowOneAnother() {
        return SeededTests.tests(20, random -> {
            byte[] pdl = FullPdl.next(random).getBytes(StandardCharsets.UTF_8);
            for (PacketType packet : Generator.resolve(Sources.of(new PdlInput("p.xml", pdl)))
                    .protocol()
                    .packets()) {
                check(packet, random);
            }
        });
    }

    private static void check(PacketType packet, Random random) {
        Value.Members values = CodecValues.of(packet.body(), RandomValues.of(packet.body(), random));
        try {
            List<Span> spans = Encoder.spans(packet, values);
            List<Span> own =
                    spans.stream().filter(span -> !span.path().contains(".")).toList();
            assertThat(own).extracting(Span::path).isEqualTo(names(packet));
            int end = 4;
            for (Span span : own) {
                assertThat(span.start()).isEqualTo(end);
                end = span.end();
            }
            assertThat(end).isEqualTo(Encoder.encode(packet, values).length);
            assertInOrder(spans);
        } catch (InvalidValueException invalid) {
            throw new AssertionError(invalid);
        }
    }

    private static List<String> names(PacketType packet) {
        return packet.body().members().stream()
                .map(Member::name)
                .map(name -> name.pdl())
                .toList();
    }

    private static void assertInOrder(List<Span> spans) {
        for (int i = 1; i < spans.size(); i++) {
            Span last = spans.get(i - 1);
            Span next = spans.get(i);
            boolean isInside = next.path().startsWith(last.path() + ".") && next.end() <= last.end();
            assertThat(next.start()).isGreaterThanOrEqualTo(isInside ? last.start() : last.end());
        }
    }
}
