package dev.packetwright.runtime.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.send.SendQueue.Outcome;
import dev.packetwright.runtime.testing.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A full queue takes at most twice its limit on the heap, for any mix of packets. */
class SendQueueMemoryTest {
    private static final int LIMIT = 1 << 20;
    private static final int QUEUES = 48;

    private final ChunkPool pool = new ChunkPool(new LongAdder(), new LongAdder());

    /** Appends one or a few packets, in the same way each time. */
    private interface Sender {
        Outcome send(SendQueue queue, int number);
    }

    private static Arguments mix(String name, Sender sender) {
        return Arguments.of(name, sender);
    }

    static Stream<Arguments> mixes() {
        return Stream.of(
                mix("tiny", (queue, number) -> append(queue, Message.MIN_SIZE)),
                mix("just over half a chunk", (queue, number) -> append(queue, 2049)),
                mix("nearly a chunk", (queue, number) -> append(queue, 4000)),
                mix("large", (queue, number) -> append(queue, 60_000)),
                mix(
                        "tiny and just over half a chunk",
                        (queue, number) -> append(queue, number % 2 == 0 ? Message.MIN_SIZE : 2049)),
                mix(
                        "shared and tiny",
                        (queue, number) ->
                                number % 2 == 0 ? queue.append(new byte[1025], 1) : append(queue, Message.MIN_SIZE)),
                mix("latest", (queue, number) -> queue.appendLatest(number, new byte[4], 1)),
                mix(
                        "latest and tiny",
                        (queue, number) -> number % 2 == 0
                                ? queue.appendLatest(number, new byte[4], 1)
                                : append(queue, Message.MIN_SIZE)),
                mix(
                        "latest of a thousand and tiny",
                        (queue, number) -> number % 2 == 0
                                ? queue.appendLatest(number % 2000, new byte[4], 1)
                                : append(queue, Message.MIN_SIZE)),
                mix("random", SendQueueMemoryTest::appendAnything));
    }

    /** The number is the seed, so that each queue gets the same mix. */
    private static Outcome appendAnything(SendQueue queue, int number) {
        var random = new Random(number);
        int size = Message.MIN_SIZE + random.nextInt(random.nextInt(5000) + 1);
        return switch (random.nextInt(3)) {
            case 0 -> queue.append(new byte[size], 1);
            case 1 -> queue.appendLatest(random.nextInt(1000), new byte[size], 1);
            default -> append(queue, size);
        };
    }

    private static Outcome append(SendQueue queue, int size) {
        return queue.append(Message.ofSize(size), size);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mixes")
    void takesAtMostTwiceTheLimit(String name, Sender mix) {
        List<SendQueue> full = new ArrayList<>();
        long before = usedHeap();
        for (int i = 0; i < QUEUES; i++) {
            full.add(fill(mix));
        }
        long each = (usedHeap() - before) / QUEUES;
        assertThat((double) each / LIMIT)
                .as("heap for each byte of the limit, %s", name)
                .isLessThan(2);
        assertThat(full).hasSize(QUEUES); // keeps the queues reachable until here
    }

    private SendQueue fill(Sender mix) {
        var queue = new SendQueue(pool, new SendLimits(LIMIT, LIMIT));
        int number = 0;
        Outcome outcome;
        do {
            outcome = mix.send(queue, number++);
        } while (outcome == Outcome.ACCEPTED || outcome == Outcome.REPLACED);
        assertThat(outcome).isEqualTo(Outcome.FULL);
        return queue;
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
