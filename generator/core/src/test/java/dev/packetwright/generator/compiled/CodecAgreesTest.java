package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.codec.Decoded;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.codec.Encoder;
import dev.packetwright.generator.codec.InvalidValueException;
import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.compiled.harness.CodecValues;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.compiled.random.FullPdl;
import dev.packetwright.generator.compiled.random.InvalidValues;
import dev.packetwright.generator.compiled.random.RandomPdl;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.json.JsonReader;
import dev.packetwright.generator.json.JsonWriter;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests that generated code and the codec, which share no code, agree on the bytes of each packet, on the bytes that
 * are a packet, and on the place of an error.
 */
class CodecAgreesTest {
    private static final int PROTOCOLS = 6;
    private static final int PACKETS_OF_EACH_TYPE = 4;
    private static final int HOSTILE_PACKETS = 100;

    @TestFactory
    Stream<DynamicTest> onListsWithinListsAndNastyNames() {
        return SeededTests.tests(PROTOCOLS, random -> tryProtocol(RandomPdl.next(random), random));
    }

    @TestFactory
    Stream<DynamicTest> onEverythingThatTheLanguageHas() {
        return SeededTests.tests(PROTOCOLS, random -> tryProtocol(FullPdl.next(random), random));
    }

    private static void tryProtocol(String pdl, Random random) {
        CompiledProtocol protocol = CompiledProtocol.of(pdl);
        Decoder decoder = new Decoder(protocol.model());
        for (PacketType type : protocol.model().packets()) {
            Agreement agreement = new Agreement(protocol, type, pdl);
            for (int i = 0; i < PACKETS_OF_EACH_TYPE; i++) {
                ValueTree values = RandomValues.of(type.body(), random);
                byte[] bytes = agreement.onBytes(values);
                assertThat(decoder.decode(bytes)).isEqualTo(Decoder.decode(type, bytes));
                agreement.onPrefixes(bytes);
                for (int j = 0; j < HOSTILE_PACKETS; j++) {
                    agreement.onMeaning(mutated(bytes, random));
                }
            }
            for (int i = 0; i < PACKETS_OF_EACH_TYPE; i++) {
                agreement.onRefusals(InvalidValues.to(type.body(), RandomValues.of(type.body(), random), random));
            }
        }
    }

    private static byte[] mutated(byte[] packet, Random random) {
        byte[] bytes = Arrays.copyOf(packet, Math.max(4, packet.length + random.nextInt(9) - 4));
        for (int changes = random.nextInt(4); changes > 0 && bytes.length > 4; changes--) {
            int[] likely = {0, 1, 2, 0xff, random.nextInt(256)};
            bytes[4 + random.nextInt(bytes.length - 4)] = (byte) likely[random.nextInt(likely.length)];
        }
        return random.nextInt(20) == 0 ? bytes : HostileBytes.withSize(bytes);
    }

    /** Compares generated code and codec for one packet. */
    private record Agreement(CompiledProtocol protocol, PacketType type, String pdl) {
        byte[] onBytes(ValueTree values) {
            byte[] bytes = new Values(protocol).packet(type, values).toBytes();
            try {
                assertThat(Encoder.encode(type, CodecValues.of(type.body(), values)))
                        .as(pdl)
                        .isEqualTo(bytes);
            } catch (InvalidValueException refused) {
                throw new AssertionError(pdl, refused);
            }
            onMeaning(bytes);
            return bytes;
        }

        void onPrefixes(byte[] bytes) {
            for (int length = 0; length < Math.min(bytes.length, 300); length++) {
                byte[] prefix = Arrays.copyOf(bytes, length);
                onMeaning(prefix);
                onMeaning(length < 2 ? prefix : HostileBytes.withSize(prefix));
            }
        }

        void onMeaning(byte[] bytes) {
            Supplier<String> what =
                    () -> HexFormat.of().formatHex(bytes) + " as " + type.name().pdl() + " of " + pdl;
            Decoded decoded = Decoder.decode(type, bytes);
            try {
                Packet read = protocol.decoder(type).decode(bytes);
                assertThat(decoded).as(what).isInstanceOf(Decoded.Packet.class);
                assertSame(read, (Decoded.Packet) decoded, bytes, what);
            } catch (MalformedPacketException malformed) {
                assertThat(decoded).as(what).isInstanceOf(Decoded.Malformed.class);
                assertSame(malformed, (Decoded.Malformed) decoded, what);
            }
        }

        private void assertSame(Packet read, Decoded.Packet decoded, byte[] bytes, Supplier<String> what) {
            Value.Members members = decoded.members();
            Packet same = new Values(protocol).packet(type, CodecValues.tree(type.body(), members));
            assertThat(same).as(what).isEqualTo(read);
            byte[] again = read.toBytes();
            assertThat(same.toBytes()).as(what).isEqualTo(again);
            try {
                assertThat(Encoder.encode(type, members)).as(what).isEqualTo(again);
                assertThat(JsonReader.read(type, JsonWriter.write(type.body(), members)))
                        .as(what)
                        .isEqualTo(members);
            } catch (InvalidValueException refused) {
                throw new AssertionError(what.get(), refused);
            }
            assertThat(decoded.surplus()).as(what).isBetween(0, bytes.length);
        }

        private static void assertSame(
                MalformedPacketException malformed, Decoded.Malformed decoded, Supplier<String> what) {
            assertThat(decoded.packet() + "." + decoded.member() + " at byte " + decoded.offset() + ": "
                            + decoded.problem())
                    .as(what)
                    .isEqualTo(malformed.getMessage());
        }

        void onRefusals(ValueTree values) {
            boolean isGenerated = isAccepted(values);
            try {
                byte[] bytes = Encoder.encode(type, CodecValues.of(type.body(), values));
                assertThat(isGenerated).as("%s of %s", values, pdl).isTrue();
                assertThat(bytes)
                        .isEqualTo(new Values(protocol).packet(type, values).toBytes());
            } catch (InvalidValueException refused) {
                assertThat(isGenerated).as("%s of %s", values, pdl).isFalse();
                assertThat(refused.member()).startsWith(type.name().pdl() + ".");
            }
        }

        private boolean isAccepted(ValueTree values) {
            try {
                new Values(protocol).packet(type, values).toBytes();
                return true;
            } catch (IllegalArgumentException refused) {
                return false;
            }
        }
    }
}
