package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.SendQueue.Admission;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
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

/** What threads hand over to the loop's: nothing is lost and nothing comes twice, whoever comes first. */
class HandoverRacesTest {
    private static final int LIMIT = 1 << 20;
    private static final int SOFT_LIMIT = 1 << 18;
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

    /** There is no timer that would wake the loop by and by: a wakeup that is missed is missed for ever. */
    @Test
    void aLoopThatIsAboutToWaitIsWoken() throws Exception {
        var loop = new EventLoop("handover", new Counters());
        loop.thread().start();
        try {
            race(() -> {
                for (int i = 0; i < 5000; i++) {
                    var ran = new AtomicBoolean();
                    loop.execute(() -> ran.set(true));
                    Await.until("the task runs", ran::get);
                }
            });
        } finally {
            loop.stop(Duration.ofMillis(1));
            loop.thread().join();
        }
    }

    /** A task handed over while the loop ends runs nevertheless, there or here. */
    @Test
    void noTaskIsLeftBehindByALoopThatEnds() throws Exception {
        for (int round = 0; round < 100; round++) {
            var loop = newLoop();
            var ran = new AtomicInteger();
            race(() -> {
                loop.stop(Duration.ofMillis(1));
                for (int i = 0; i < 20; i++) {
                    loop.execute(ran::incrementAndGet);
                }
            });
            loop.thread().join();
            assertThat(ran).hasValue(THREADS * 20);
        }
    }

    private static EventLoop newLoop() throws IOException {
        var loop = new EventLoop("handover", new Counters());
        loop.thread().start();
        return loop;
    }

    /** Each byte that was accepted is either taken or told to be dropped. */
    @Test
    void whatIsSentWhileTheQueueIsDiscardedIsCounted() throws Exception {
        for (int round = 0; round < 1000; round++) {
            var queue = new SendQueue(new ChunkPool(new LongAdder(), new LongAdder()), LIMIT, SOFT_LIMIT);
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
                    if (queue.append(Message.of(1, number), Message.MIN_SIZE) == Admission.ACCEPTED) {
                        accepted.addAndGet(Message.MIN_SIZE);
                    }
                }
            });
            assertThat(gone).as("round %d", round).hasValue(accepted.get());
            assertThat(queue.isEmpty()).isTrue();
        }
    }
}
