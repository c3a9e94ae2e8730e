package dev.packetwright.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work that threads pass to a loop: nothing is lost and nothing runs twice, in whatever order the threads come. */
class EventLoopRacesTest {
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
        var loop = new EventLoop("loop", new LoopCounters(), () -> {});
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
        var loop = new EventLoop("loop", new LoopCounters(), () -> {});
        loop.thread().start();
        return loop;
    }
}
