package dev.packetwright.runtime.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.packet.MalformedPacketException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of cutting a stream into packets by the declared sizes, without a socket. */
class PacketFramerTest {
    private static final int LIMIT = 600;

    private final List<Integer> sizes = new ArrayList<>();
    private final PacketFramer framer = new PacketFramer(LIMIT);

    /** Accepts a given number of packets. */
    private final class Sink implements PacketFramer.Sink {
        private int accepted;
        private final int most;

        Sink(int most) {
            this.most = most;
        }

        @Override
        public boolean isReady() {
            return accepted < most;
        }

        @Override
        public void accept(byte[] bytes, int offset, int size) {
            accepted++;
            sizes.add(size);
        }
    }

    private static byte[] stream(int... packetSizes) {
        var stream = new ByteArrayOutputStream();
        for (int size : packetSizes) {
            byte[] packet = new byte[Math.max(2, size)];
            packet[0] = (byte) size;
            packet[1] = (byte) (size >> 8);
            stream.writeBytes(packet);
        }
        return stream.toByteArray();
    }

    @Test
    void cutsCompletePacketsAndLeavesTheRest() {
        byte[] packets = stream(4, 300, LIMIT, 5, 4);
        byte[] withOneByteMore = Arrays.copyOf(packets, packets.length + 1);
        assertThat(framer.cut(withOneByteMore, 0, withOneByteMore.length, new Sink(9)))
                .isEqualTo(packets.length);
        assertThat(sizes).containsExactly(4, 300, LIMIT, 5, 4);
    }

    @Test
    void leavesAPacketThatIsNotComplete() {
        byte[] all = stream(6, 10);
        for (int length = 6; length < all.length; length++) {
            sizes.clear();
            assertThat(framer.cut(all, 0, length, new Sink(9))).isEqualTo(6);
            assertThat(sizes).containsExactly(6);
            assertThat(PacketFramer.wanted(all, 6, length - 6)).isEqualTo(length < 8 ? 2 : 10);
        }
    }

    @Test
    void beginsAtTheOffset() {
        byte[] all = stream(6, 10, 7);
        assertThat(framer.cut(all, 6, 17, new Sink(9))).isEqualTo(17);
        assertThat(sizes).containsExactly(10, 7);
    }

    @Test
    void stopsWhenTheSinkIsNotReady() {
        byte[] all = stream(4, 5, 6);
        assertThat(framer.cut(all, 0, all.length, new Sink(2))).isEqualTo(9);
        assertThat(sizes).containsExactly(4, 5);
        assertThat(framer.cut(all, 0, all.length, new Sink(0))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, LIMIT + 1, 65_535})
    void rejectsOtherSizesAsSoonAsTheyAreDeclared(int size) {
        byte[] all = stream(4, size);
        assertThatThrownBy(() -> framer.cut(all, 0, 6, new Sink(9)))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageStartingWith("header.size at byte 0: is %d, not 4 to %d".formatted(size, LIMIT));
        assertThat(sizes).containsExactly(4);
    }

    @Test
    void describesAPacketThatIsNotComplete() {
        assertThat(PacketFramer.describePartial(12, 30)).isEqualTo("in the middle of a packet (12 of 30 bytes)");
        assertThat(PacketFramer.describePartial(1, 2)).isEqualTo("in the middle of a packet (1 of 4 bytes)");
    }

    @Test
    void countsCompletePacketsOnly() {
        assertThat(PacketFramer.countWhole(new byte[0])).isZero();
        assertThat(PacketFramer.countWhole(stream(4, 60_000, 5))).isEqualTo(3);
        byte[] cutOff = {4, 0, 1, 0, 5, 0, 1, 0};
        assertThatThrownBy(() -> PacketFramer.countWhole(cutOff))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a whole packet at byte 4 of 8");
        assertThatThrownBy(() -> PacketFramer.countWhole(new byte[] {4, 0, 1, 0, 9}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Cuts streams of random packets in random pieces. A few packets have a size that is not allowed. */
    @Test
    void theSplitsOfAStreamDoNotMatter() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int malformed = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = randomStream(random);
            var whole = SplitStream.cutWhole(bytes, LIMIT);
            var split = new SplitStream(LIMIT);
            int most = 1 + random.nextInt(1000);
            for (int from = 0, count; from < bytes.length; from += count) {
                count = Math.min(1 + random.nextInt(most), bytes.length - from);
                split.receive(bytes, from, count);
            }
            assertThat(split.packets()).as("seed %d, round %d", seed, round).isEqualTo(whole.packets());
            assertThat(split.isMalformed()).as("seed %d, round %d", seed, round).isEqualTo(whole.isMalformed());
            if (!split.isMalformed()) {
                int cut = whole.packets().stream()
                        .mapToInt(body -> body.size() + 4)
                        .sum();
                assertThat(split.partial().length()).isEqualTo(bytes.length - cut);
            }
            malformed += split.isMalformed() ? 1 : 0;
        }
        assertThat(malformed).as("seed %d", seed).isBetween(100, 1900);
    }

    private static byte[] randomStream(Random random) {
        var stream = new ByteArrayOutputStream();
        for (int i = random.nextInt(20); i >= 0; i--) {
            int size = random.nextInt(30) == 0 ? random.nextInt(65_536) : 4 + random.nextInt(LIMIT - 3);
            byte[] packet = new byte[Math.max(2, Math.min(size, LIMIT))];
            random.nextBytes(packet);
            packet[0] = (byte) size;
            packet[1] = (byte) (size >> 8);
            stream.writeBytes(packet);
        }
        byte[] bytes = stream.toByteArray();
        return Arrays.copyOf(bytes, bytes.length - random.nextInt(3));
    }
}
