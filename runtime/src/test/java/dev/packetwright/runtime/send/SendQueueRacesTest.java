package dev.packetwright.runtime.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.send.SendQueue.Outcome;
import dev.packetwright.runtime.testing.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of sends that race with the end of a connection. In any order of the threads, each byte is accounted for. */
class SendQueueRacesTest {
    private static final int THREADS = 3;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void close() {
        threads.shutdown();
    }

    private void race(Runnable racer) throws Exception {
        var start = new Phaser(THREADS);
        List<Future<?>> racers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            racers.add(threads.submit(() -> {
                start.arriveAndAwaitAdvance();
                racer.run();
            }));
        }
        for (Future<?> each : racers) {
            each.get();
        }
    }

    /** Each accepted byte is either taken or reported as dropped. */
    @Test
    void whatIsSentWhileTheQueueIsDiscardedIsCounted() throws Exception {
        for (int round = 0; round < 1000; round++) {
            var queue =
                    new SendQueue(new ChunkPool(new LongAdder(), new LongAdder()), new SendLimits(1 << 20, 256 << 10));
            var accepted = new AtomicInteger();
            var gone = new AtomicInteger();
            var discarding = new AtomicBoolean();
            race(() -> {
                if (discarding.compareAndSet(false, true)) {
                    ByteBuffer out = ByteBuffer.allocate(100);
                    queue.peek(out);
                    queue.remove(out.position());
                    gone.addAndGet(out.position() + queue.discard());
                    return;
                }
                for (int number = 0; number < 10; number++) {
                    if (queue.append(Message.of(1, number), Message.MIN_SIZE) == Outcome.ACCEPTED) {
                        accepted.addAndGet(Message.MIN_SIZE);
                    }
                }
            });
            assertThat(gone).as("round %d", round).hasValue(accepted.get());
            assertThat(queue.isEmpty()).isTrue();
        }
    }
}
