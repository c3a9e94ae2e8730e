package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.cluster.ReceiveCursor.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Tests a {@link SendWindow} and a {@link ReceiveCursor} over a network that loses, duplicates and reorders messages
 * and acknowledgements. The sender starts again with new epochs and streams, and the receiver gets each message once
 * and in order.
 */
class ReliableLinkTest {
    private static final int MESSAGES = 500;
    private static final int MAX_UNACKED = 16;
    private static final int MAX_IN_FLIGHT = 40;
    private static final int MAX_STEPS = 1_000_000;
    private static final double LOSS = 0.2;
    private static final double DUPLICATION = 0.2;
    private static final double NEW_STREAM = 0.005;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final SendWindow<Message> window = new SendWindow<>(MAX_UNACKED, Long.MAX_VALUE, message -> 1);
    private final ReceiveCursor cursor = new ReceiveCursor(1, 1, 1);
    private final List<Message> toReceiver = new ArrayList<>();
    private final List<Ack> toSender = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();
    private final Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    private long epoch = 1;
    private long stream = 1;
    private int offered;

    private record Message(long epoch, long stream, long number, int value) {}

    private record Ack(long epoch, long stream, long received) {}

    @RepeatedTest(20)
    void everyMessageArrivesOnceAndInOrder() {
        System.out.println("seed " + seed);
        int steps = 0;
        while (received.size() < MESSAGES) {
            assertThat(steps++).as("steps with seed %d", seed).isLessThan(MAX_STEPS);
            step();
        }
        assertThat(received).as("seed %d", seed).isEqualTo(numbers());
        assertThat(verdicts).as("verdicts with seed %d", seed).containsExactlyInAnyOrder(Verdict.values());
    }

    private static List<Integer> numbers() {
        return LongStream.range(0, MESSAGES).mapToObj(number -> (int) number).toList();
    }

    private void step() {
        double choice = random.nextDouble();
        if (choice < 0.3) {
            offer();
        } else if (choice < 0.7) {
            receive();
        } else if (choice < 0.93) {
            receiveAck();
        } else if (choice < 1 - NEW_STREAM) {
            window.resendFrom(window.acked() + 1, this::transmit);
        } else {
            beginStream();
        }
    }

    private void offer() {
        if (offered == MESSAGES) {
            return;
        }
        Message message = window.offer(1, number -> new Message(epoch, stream, number, offered));
        if (message != null) {
            offered++;
            transmit(message);
        }
    }

    private void transmit(Message message) {
        put(toReceiver, message);
    }

    private <T> void put(List<T> network, T message) {
        if (network.size() < MAX_IN_FLIGHT && random.nextDouble() >= LOSS) {
            network.add(message);
            if (random.nextDouble() < DUPLICATION) {
                network.add(message);
            }
        }
    }

    /** Messages leave the network in any order. */
    private void receive() {
        if (toReceiver.isEmpty()) {
            return;
        }
        Message message = toReceiver.remove(random.nextInt(toReceiver.size()));
        Verdict verdict = cursor.see(message.epoch(), message.stream(), message.number());
        verdicts.add(verdict);
        if (verdict == Verdict.ACCEPT) {
            received.add(message.value());
        }
        put(toSender, new Ack(cursor.epoch(), cursor.stream(), cursor.received()));
    }

    private void receiveAck() {
        if (toSender.isEmpty()) {
            return;
        }
        Ack ack = toSender.remove(random.nextInt(toSender.size()));
        if (ack.epoch() == epoch && ack.stream() == stream) {
            window.ack(ack.received(), message -> {});
        }
    }

    /**
     * Begins a new stream in the same way as an attachment: both sides agree on the position, and the remaining
     * messages begin the new stream.
     */
    private void beginStream() {
        window.ack(cursor.received(), message -> {});
        List<Message> missing = window.restart();
        if (random.nextBoolean()) {
            epoch++;
            stream = 1;
        } else {
            stream++;
        }
        cursor.reset(epoch, stream, 1);
        missing.forEach(message -> transmit(window.add(number -> new Message(epoch, stream, number, message.value()))));
    }
}
