package dev.packetwright.generator.target.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.codec.Decoded;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.compiled.harness.ReferenceEncoder;
import dev.packetwright.generator.compiled.random.FullPdl;
import dev.packetwright.generator.compiled.random.RandomPdl;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.target.wireshark.Captured.Connection;
import dev.packetwright.runtime.packet.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Random packets of random protocols: a dissector shows what the codec decodes. */
@NeedsTshark
class RandomWiresharkTest {
    private static final int RUNS = 4;
    private static final int PROTOCOLS = 10;
    private static final int PACKETS = SeededTests.SHARE == 1 ? 2_500 : 500;
    private static final int CHANGED_PACKETS = SeededTests.SHARE == 1 ? 25_000 : 1_000;
    private static final int ONE_SEGMENT = 30_000;

    @TempDir
    private Path folder;

    /** A packet in the capture. */
    private record Sent(Connection connection, Bytes packet) {}

    @TestFactory
    Stream<DynamicTest> packetsAreShownAsDecoded() {
        return SeededTests.tests(RUNS, random -> {
            Captured captured = captured(random);
            List<Sent> sent = new ArrayList<>();
            for (Connection connection : connections(captured, random)) {
                ByteArrayOutputStream stream = new ByteArrayOutputStream();
                for (int i = 0; i < PACKETS / PROTOCOLS; i++) {
                    byte[] packet = ofAnyVersion(packet(connection, random), random);
                    stream.writeBytes(packet);
                    sent.add(new Sent(connection, Bytes.of(packet)));
                }
                sendInPieces(connection, stream.toByteArray(), random);
            }
            List<Tree> trees = captured.trees();
            assertThat(trees).hasSameSizeAs(sent);
            for (int i = 0; i < sent.size(); i++) {
                Agreement.check(sent.get(i).connection(), sent.get(i).packet().toArray(), trees.get(i));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> changedPacketsAreMalformedWhereTheCodecSaysSo() {
        return SeededTests.tests(RUNS, random -> {
            Captured captured = captured(random);
            List<Sent> sent = new ArrayList<>();
            for (Connection connection : connections(captured, random)) {
                for (int i = 0; i < CHANGED_PACKETS / PROTOCOLS; i++) {
                    byte[] changed = changed(packet(connection, random), random);
                    connection.send(changed);
                    sent.add(new Sent(connection, Bytes.of(changed)));
                }
            }
            List<String> lines = captured.lines("-T", "fields", "-e", "_ws.expert.message", "-E", "aggregator=|");
            assertThat(lines).hasSameSizeAs(sent);
            for (int i = 0; i < sent.size(); i++) {
                assertSays(lines.get(i), sent.get(i));
            }
            captured.assertNoErrorOfLua();
        });
    }

    private static void assertSays(String line, Sent sent) {
        List<String> problems = Stream.of(line.split("\\|"))
                .filter(each -> each.contains(" at byte "))
                .toList();
        Decoded decoded =
                new Decoder(sent.connection().model()).decode(sent.packet().toArray());
        if (decoded instanceof Decoded.Malformed malformed) {
            assertThat(problems).as("%s", malformed).hasSize(1);
            Agreement.assertSays(problems.get(0), malformed);
        } else {
            assertThat(problems).isEmpty();
        }
    }

    /** Streams whose sizes and packets are wrong end in a list of problems, not in an error of Lua. */
    @TestFactory
    Stream<DynamicTest> anyBytesAreDissected() {
        return SeededTests.tests(RUNS, random -> {
            Captured captured = captured(random);
            for (Connection connection : connections(captured, random)) {
                for (int i = 0; i < 20; i++) {
                    byte[] bytes = packet(connection, random);
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                    sendInPieces(connection, bytes, random);
                    byte[] noise = new byte[random.nextInt(20)];
                    random.nextBytes(noise);
                    connection.send(noise);
                }
            }
            captured.assertNoErrorOfLua();
        });
    }

    private Captured captured(Random random) {
        try {
            return new Captured(Files.createDirectory(folder.resolve(Long.toHexString(random.nextLong()))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Connection> connections(Captured captured, Random random) {
        List<Function<Random, String>> pdls = List.of(FullPdl::next, RandomPdl::next);
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < PROTOCOLS; i++) {
            connections.add(captured.connect(pdls.get(i % pdls.size()).apply(random)));
        }
        return connections;
    }

    private static byte[] packet(Connection connection, Random random) {
        List<PacketType> types = connection.model().packets();
        PacketType type = types.get(random.nextInt(types.size()));
        return ReferenceEncoder.encode(type, RandomValues.of(type.body(), random));
    }

    /** Some packets end earlier, perhaps before a later member, and some have members of a newer peer. */
    private static byte[] ofAnyVersion(byte[] packet, Random random) {
        int more = random.nextInt(8) == 0 ? random.nextInt(40) - 20 : 0;
        return HostileBytes.withSize(Arrays.copyOf(packet, Math.max(4, packet.length + more)));
    }

    private static byte[] changed(byte[] packet, Random random) {
        byte[] bytes = Arrays.copyOf(packet, Math.min(ONE_SEGMENT, Math.max(4, packet.length + random.nextInt(9) - 4)));
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int[] likely = {0, 1, 2, 0xff, random.nextInt(256)};
            int from = random.nextInt(20) == 0 || bytes.length == 4 ? 2 : 4;
            bytes[from + random.nextInt(bytes.length - from)] = (byte) likely[random.nextInt(likely.length)];
        }
        return HostileBytes.withSize(bytes);
    }

    private static void sendInPieces(Connection connection, byte[] bytes, Random random) {
        for (int at = 0; at < bytes.length; ) {
            int size = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 10 : 2_000));
            connection.send(Arrays.copyOfRange(bytes, at, at + size));
            at += size;
        }
    }
}
