package dev.packetwright.runtime.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.send.SendQueue.Outcome;
import dev.packetwright.runtime.testing.Message;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SendQueueTest {
    private static final int LIMIT = 200_000;
    private static final int SOFT_LIMIT = 100_000;

    /** The overhead of a segment and of a key, in addition to their bytes. */
    private static final int SEGMENT = 64;

    private static final int KEY = 96;

    private final LongAdder sizeOfAll = new LongAdder();
    private final LongAdder packets = new LongAdder();
    private final ChunkPool pool = new ChunkPool(sizeOfAll, packets);
    private final SendQueue queue = new SendQueue(pool, new SendLimits(LIMIT, SOFT_LIMIT));

    @Test
    void whatComesOutIsWhatWentIn() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var in = new ByteArrayOutputStream();
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextBoolean()) {
                appendOne(random, in);
            } else {
                takeSome(random, out);
            }
        }
        while (!queue.isEmpty()) {
            takeSome(random, out);
        }
        assertThat(out.toByteArray()).as("seed %d", seed).isEqualTo(in.toByteArray());
    }

    private void appendOne(Random random, ByteArrayOutputStream in) {
        int padding = random.nextInt(20) == 0 ? random.nextInt(10_000) : random.nextInt(1200);
        var message = new Message(random.nextInt(), random.nextInt(), padding);
        Outcome outcome = random.nextBoolean()
                ? queue.append(message, message.encodedSize())
                : queue.append(message.toBytes(), 1);
        assertThat(outcome).isEqualTo(Outcome.ACCEPTED);
        in.writeBytes(message.toBytes());
    }

    private void takeSome(Random random, ByteArrayOutputStream out) {
        ByteBuffer some = ByteBuffer.allocate(random.nextInt(8000));
        queue.peek(some);
        int written = random.nextInt(some.position() + 1);
        out.write(some.array(), 0, written);
        queue.remove(written);
    }

    @Test
    void anEmptyQueueHoldsNothingAndAChunkIsUsedAgain() {
        Segment chunk = pool.take();
        pool.give(chunk);
        for (int i = 0; i < 1000; i++) {
            queue.append(Message.of(1, i), Message.MIN_SIZE);
            queue.append(Message.of(1, i), Message.MIN_SIZE);
            queue.remove(2 * Message.MIN_SIZE);
            Segment again = pool.take();
            assertThat(again).isSameAs(chunk);
            pool.give(again);
        }
    }

    /**
     * The pool keeps the chunks that a broadcast to a large room needed, and frees them if no other one follows for a
     * while.
     */
    @Test
    void thePoolKeepsWhatIsNeededAndNotMuchMore() {
        List<Segment> many = Stream.generate(pool::take).limit(1_000).toList();
        many.forEach(pool::give);
        for (int broadcast = 0; broadcast < 3; broadcast++) {
            pool.trim();
            List<Segment> again = Stream.generate(pool::take).limit(1_000).toList();
            assertThat(again).hasSameElementsAs(many);
            again.forEach(pool::give);
        }
        for (int second = 0; second < 20; second++) {
            pool.trim();
        }
        assertThat(Stream.generate(pool::take).limit(1_000).filter(many::contains))
                .hasSize(256);
    }

    @Test
    void beyondTheLimitItIsFullAndThenClosed() {
        assertThat(queue.append(new byte[LIMIT], 1))
                .as("alone, whatever it takes beside")
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(queue.append(new byte[1], 1)).isEqualTo(Outcome.FULL);
        assertThat(queue.append(new byte[1], 1)).isEqualTo(Outcome.CLOSED);
        assertThat(queue.discard()).isEqualTo(LIMIT);
        assertThat(queue.discard()).isZero();
    }

    @Test
    void onceClosedItKeepsWhatItHas() {
        queue.append(Message.of(1, 1), Message.MIN_SIZE);
        queue.close();
        assertThat(queue.append(Message.of(1, 2), Message.MIN_SIZE)).isEqualTo(Outcome.CLOSED);
        ByteBuffer all = ByteBuffer.allocate(100);
        queue.peek(all);
        assertThat(all.position()).isEqualTo(Message.MIN_SIZE);
        queue.remove(Message.MIN_SIZE);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void whatMayBeDroppedIsAboveTheSoftLimit() {
        assertThat(queue.append(new byte[SOFT_LIMIT - SEGMENT], 1)).isEqualTo(Outcome.ACCEPTED);
        assertThat(queue.held()).isEqualTo(SOFT_LIMIT);
        assertThat(queue.appendDroppable(new byte[1], 1)).isEqualTo(Outcome.DROPPED);
        assertThat(queue.append(new byte[1], 1)).isEqualTo(Outcome.ACCEPTED);
        queue.remove(SEGMENT + 2);
        assertThat(queue.appendDroppable(new byte[1], 1)).isEqualTo(Outcome.ACCEPTED);
        queue.close();
        assertThat(queue.appendDroppable(new byte[1], 1)).isEqualTo(Outcome.CLOSED);
    }

    @Test
    void aDroppablePacketNeverFillsTheQueue() {
        var strict = new SendQueue(pool, new SendLimits(LIMIT, LIMIT));
        assertThat(strict.appendDroppable(new byte[LIMIT + 1], 9)).isEqualTo(Outcome.DROPPED);
        long seed = System.nanoTime();
        var random = new Random(seed);
        Outcome outcome = Outcome.ACCEPTED;
        while (outcome == Outcome.ACCEPTED) {
            outcome = strict.appendDroppable(new byte[1 + random.nextInt(3000)], 1);
        }
        assertThat(outcome).as("seed %d", seed).isEqualTo(Outcome.DROPPED);
    }

    @Test
    void theLatestTakesThePlaceOfTheOneThatWaits() {
        queue.append(bytes("a"), 1);
        assertThat(queue.appendLatest("x", bytes("x1"), 1)).isEqualTo(Outcome.ACCEPTED);
        assertThat(queue.appendLatest("y", bytes("y1"), 1)).isEqualTo(Outcome.ACCEPTED);
        queue.append(bytes("b"), 1);
        assertThat(queue.appendLatest("x", bytes("x2 is longer"), 1)).isEqualTo(Outcome.REPLACED);
        assertThat(queue.size()).isEqualTo(16);
        queue.count();
        assertThat(sizeOfAll.sum()).isEqualTo(16);
        assertThat(packets.sum()).as("without the one that was replaced").isEqualTo(4);
        assertThat(takeAll()).isEqualTo("ax2 is longery1b");
        assertThat(queue.appendLatest("x", bytes("x3"), 1)).isEqualTo(Outcome.ACCEPTED);
        assertThat(takeAll()).isEqualTo("x3");
    }

    /** Peeked bytes may already be on their way. The rest of another packet would not match them. */
    @Test
    void whatIsBeingWrittenIsNotReplaced() {
        queue.appendLatest("x", bytes("x1"), 1);
        queue.peek(ByteBuffer.allocate(1));
        assertThat(queue.appendLatest("x", bytes("x2"), 1)).isEqualTo(Outcome.ACCEPTED);
        queue.remove(1);
        assertThat(takeAll()).isEqualTo("1x2");
    }

    @Test
    void theLatestIsHeldToTheLimitAsWell() {
        int first = LIMIT - SEGMENT - (SEGMENT + KEY) - 2;
        queue.append(new byte[first], 1);
        assertThat(queue.appendLatest("x", bytes("x1"), 1)).isEqualTo(Outcome.ACCEPTED);
        assertThat(queue.held()).isEqualTo(LIMIT);
        assertThat(queue.appendLatest("x", bytes("x2"), 1)).isEqualTo(Outcome.REPLACED);
        assertThat(queue.appendLatest("x", bytes("x3!"), 1)).isEqualTo(Outcome.FULL);
        assertThat(queue.discard()).isEqualTo(first + 2);
        assertThat(sizeOfAll.sum()).isZero();
        assertThat(packets.sum()).isEqualTo(2);
    }

    @Test
    void nothingInAnArrayIsNothingToSend() {
        assertThat(queue.appendLatest("x", bytes(""), 1)).isEqualTo(Outcome.ACCEPTED);
        assertThat(queue.append(bytes(""), 0)).isEqualTo(Outcome.ACCEPTED);
        assertThat(queue.held()).isZero();
        assertThat(takeAll()).isEmpty();
    }

    /** Without the check, the inner packet would be written into the middle of the outer one. */
    @Test
    void aPacketThatSendsWhileItIsWrittenIsRefused() {
        Packet outer = new Packet() {
            @Override
            public int packetId() {
                return 1;
            }

            @Override
            public int encodedSize() {
                return HEADER_SIZE;
            }

            @Override
            public void write(PacketWriter out) {
                queue.append(Message.of(1, 1), Message.MIN_SIZE);
            }
        };
        assertThatThrownBy(() -> queue.append(outer, Packet.HEADER_SIZE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sends a packet");
        assertThat(queue.held()).isZero();
        queue.append(bytes("a"), 1);
        assertThat(takeAll()).isEqualTo("a");
    }

    /** A small packet behind a shared one continues in the last chunk, so that little of the limit is overhead. */
    @Test
    void smallPacketsAmongSharedOnesFillTheirChunks() {
        Outcome outcome = Outcome.ACCEPTED;
        for (int i = 0; outcome == Outcome.ACCEPTED; i++) {
            outcome = i % 2 == 0
                    ? queue.append(new byte[SendQueue.COPY_LIMIT + 1], 1)
                    : queue.append(Message.of(1, i), Message.MIN_SIZE);
        }
        assertThat(queue.size()).isGreaterThan(LIMIT * 8 / 10);
    }

    @Test
    void theMemoryIsFreedWithTheBytes() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            appendAnything(random, 1 + random.nextInt(3000));
            while (!queue.isEmpty()) {
                queue.peek(ByteBuffer.allocate(100));
                queue.remove(Math.min(queue.size(), 1 + random.nextInt(9000)));
            }
            assertThat(queue.held()).as("seed %d", seed).isZero();
        }
    }

    private void appendAnything(Random random, int largest) {
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[1 + random.nextInt(largest)];
            switch (random.nextInt(4)) {
                case 0 -> queue.append(bytes, 1);
                case 1 -> queue.appendLatest(random.nextInt(5), bytes, 1);
                case 2 -> queue.appendDroppable(bytes, 1);
                default -> {
                    var message = new Message(1, 1, random.nextInt(largest));
                    queue.append(message, message.encodedSize());
                }
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String takeAll() {
        ByteBuffer all = ByteBuffer.allocate(100);
        queue.peek(all);
        queue.remove(all.position());
        return new String(all.array(), 0, all.position(), StandardCharsets.US_ASCII);
    }
}
