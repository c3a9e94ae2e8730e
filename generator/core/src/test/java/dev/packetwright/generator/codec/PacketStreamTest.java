package dev.packetwright.generator.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that a tolerant stream accepts only bytes that are plausible as a packet, and that its search decodes few bytes
 * for each byte of input.
 */
class PacketStreamTest {
    private static final Decoder DECODER = decoder("""
            <PDL>
              <packet name="Empty"></packet>
              <packet name="Many"><list name="all" type="byte"/></packet>
            </PDL>
            """);

    private static final String EMPTY = "04000100";
    private static final String MALFORMED = "03000100";

    private static Decoder decoder(String pdl) {
        return new Decoder(
                Generator.generate(Sources.of(new PdlInput("test.xml", pdl.getBytes(StandardCharsets.UTF_8))))
                        .protocol());
    }

    private static List<String> found(PacketStream stream, String hex) {
        stream.add(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
        stream.cut();
        List<String> all = new ArrayList<>();
        for (Optional<PacketStream.Found> next = stream.next(); next.isPresent(); next = stream.next()) {
            all.add(text(next.get()));
        }
        return all;
    }

    private static String text(PacketStream.Found found) {
        if (found instanceof PacketStream.Packet packet) {
            String name = packet.decoded() instanceof Decoded.Packet decoded
                    ? decoded.type().name().pdl()
                    : "malformed";
            return name + " at " + packet.offset();
        }
        PacketStream.Skipped skipped = (PacketStream.Skipped) found;
        return "skipped " + skipped.size() + " at " + skipped.offset();
    }

    /** These bytes happen to be a packet, but no header or only an unknown one follows. */
    @ParameterizedTest
    @ValueSource(strings = {EMPTY + "ffffffff", EMPTY + "ffff0300", EMPTY + "0300", "06000100aaaa" + "ffff0300"})
    void bytesThatNoHeaderFollowsAreNoPacket(String bytes) {
        int garbage = bytes.length() / 2 + 4;
        assertThat(found(PacketStream.tolerant(DECODER), MALFORMED + bytes + EMPTY + EMPTY))
                .containsExactly(
                        "malformed at 0",
                        "skipped " + garbage + " at 0",
                        "Empty at " + garbage,
                        "Empty at " + (garbage + 4));
    }

    @Test
    void theBeginningOfAHeaderAtTheEndMustBePlausibleToo() {
        assertThat(found(PacketStream.searching(DECODER), EMPTY + "04")).startsWith("Empty at 0");
        assertThat(found(PacketStream.searching(DECODER), EMPTY + "0400")).startsWith("Empty at 0");
        assertThat(found(PacketStream.searching(DECODER), EMPTY + "0300")).containsExactly("skipped 6 at 0");
    }

    /** Surplus bytes can have any value, so only a following header makes them plausible. */
    @Test
    void surplusBytesAtTheEndAreNoPacket() {
        String surplus = "06000100aaaa";
        assertThat(found(PacketStream.searching(DECODER), surplus)).containsExactly("skipped 6 at 0");
        assertThat(found(PacketStream.searching(DECODER), surplus + EMPTY)).containsExactly("Empty at 0", "Empty at 6");
    }

    /**
     * Every long packet is malformed, and no header follows it. In the second input, a valid packet precedes each long
     * packet.
     */
    @ParameterizedTest
    @CsvSource({"64640200, 16384", "0400010060640200ffffffff, 8192"})
    void theSearchDecodesFewBytesForEachByte(String hostile, int times) {
        PacketStream stream = PacketStream.searching(DECODER);
        String hex = hostile.repeat(times);
        found(stream, hex);
        long size = hex.length() / 2;
        assertThat(stream.decodedBytes())
                .isPositive()
                .isLessThanOrEqualTo(PacketStream.FIRST_EFFORT + (PacketStream.EFFORT_PER_BYTE + 2) * size);
    }
}
