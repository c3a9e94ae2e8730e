package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.compiled.harness.ReferenceEncoder;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.compiled.random.RandomPdl;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.runtime.packet.Packet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** For any PDL, the generated code compiles and preserves all values when it writes and reads them. */
class RandomProtocolTest {
    private static final int PROTOCOLS = 20;
    private static final int PACKETS_OF_EACH_TYPE = 4;

    @TestFactory
    Stream<DynamicTest> randomPacketsOfRandomProtocols() {
        return SeededTests.tests(PROTOCOLS, random -> {
            CompiledProtocol protocol = CompiledProtocol.of(RandomPdl.next(random));
            for (PacketType type : protocol.model().packets()) {
                for (int i = 0; i < PACKETS_OF_EACH_TYPE; i++) {
                    tryOne(protocol, type, RandomValues.of(type.body(), random), random);
                }
            }
        });
    }

    private static void tryOne(CompiledProtocol protocol, PacketType type, ValueTree values, Random random) {
        Values records = new Values(protocol);
        Packet packet = records.packet(type, values);
        byte[] bytes = packet.toBytes();
        assertIsOnTheWire(type, packet, bytes, ReferenceEncoder.encode(type, values));

        Packet expected = records.packet(type, values.asReceived());
        Packet read = protocol.read(type, bytes);
        assertSame(read, expected, bytes);
        assertSame(protocol.read(type, withSurplus(bytes, random)), expected, bytes);

        HostileBytes hostile = new HostileBytes(protocol.decoder(type));
        hostile.assertFrugal(bytes);
        if (bytes.length < 300) {
            hostile.tryPrefixes(bytes);
            hostile.tryChanges(bytes);
        }
        hostile.assertFrugal(HostileBytes.withSize(allOnes(bytes)));
    }

    private static void assertIsOnTheWire(PacketType type, Packet packet, byte[] bytes, byte[] reference) {
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(Short.toUnsignedInt(header.getShort())).isEqualTo(bytes.length);
        assertThat(Short.toUnsignedInt(header.getShort())).isEqualTo(type.id());
        assertThat(packet.packetId()).isEqualTo(type.id());
        assertThat(packet.encodedSize()).isEqualTo(bytes.length);
        assertThat(bytes).as("bytes of %s", packet).isEqualTo(reference);
    }

    private static void assertSame(Packet read, Packet expected, byte[] bytes) {
        assertThat(read).isEqualTo(expected).hasSameHashCodeAs(expected).hasToString(expected.toString());
        assertThat(read.toBytes()).isEqualTo(bytes);
    }

    /** Appends bytes. A newer peer may send more members, so bytes after the last member are skipped. */
    private static byte[] withSurplus(byte[] bytes, Random random) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(20));
        for (int i = bytes.length; i < longer.length; i++) {
            longer[i] = (byte) random.nextInt();
        }
        return HostileBytes.withSize(longer);
    }

    /** Sets every count and every length to its maximum. */
    private static byte[] allOnes(byte[] packet) {
        byte[] ones = packet.clone();
        Arrays.fill(ones, Packet.HEADER_SIZE, ones.length, (byte) 0xff);
        return ones;
    }
}
