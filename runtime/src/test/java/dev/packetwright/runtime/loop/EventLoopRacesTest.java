package dev.packetwright.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.host.CurrentHost;
import dev.packetwright.runtime.host.Host;
import dev.packetwright.runtime.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of tasks that threads pass to a loop. In any order of the threads, no task is lost and no task runs twice. */
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

    /** No timer wakes the loop later, so the test fails if a single wakeup is missed. */
    @Test
    void aLoopThatIsAboutToWaitIsWoken() throws Exception {
        Started started = newLoop();
        EventLoop loop = started.loop;
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
            started.awaitEnd();
        }
    }

    /** A task that is handed over while the loop ends still runs, on the thread of the loop or of the caller. */
    @Test
    void noTaskIsLeftBehindByALoopThatEnds() throws Exception {
        for (int round = 0; round < 100; round++) {
            Started started = newLoop();
            EventLoop loop = started.loop;
            var ran = new AtomicInteger();
            race(() -> {
                loop.stop(Duration.ofMillis(1));
                for (int i = 0; i < 20; i++) {
                    loop.execute(ran::incrementAndGet);
                }
            });
            started.awaitEnd();
            assertThat(ran).hasValue(THREADS * 20);
        }
    }

    /** For example, a retry that fails at once adds itself again. The loop must still serve its channels and timers. */
    @Test
    void aTaskThatAddsItselfAgainDoesNotStopTheLoop() throws Exception {
        Started started = newLoop();
        EventLoop loop = started.loop;
        var fired = new CountDownLatch(1);
        var again = new AtomicBoolean(true);
        loop.execute(() -> {
            loop.runAfter(Duration.ofMillis(1), fired::countDown);
            addAgain(loop, again);
        });
        Await.reached(fired);
        again.set(false);
        loop.stop(Duration.ofMillis(1));
        started.awaitEnd();
    }

    private static void addAgain(EventLoop loop, AtomicBoolean again) {
        if (again.get()) {
            loop.execute(() -> addAgain(loop, again));
        }
    }

    /**
     * A timer may end the session of a silent peer. More channels are ready than a selector returns at once, and the
     * loop serves all of them before it runs a timer that has become due meanwhile.
     */
    @Test
    void timersRunAfterAllChannelsThatAreReady() throws Exception {
        int count = 1500;
        Started started = newLoop();
        EventLoop loop = started.loop;
        List<Pipe> pipes = new ArrayList<>();
        var served = new AtomicInteger();
        var servedBefore = new CompletableFuture<Integer>();
        var registered = new CountDownLatch(1);
        try {
            for (int i = 0; i < count; i++) {
                pipes.add(Pipe.open());
            }
            loop.execute(() -> {
                pipes.forEach(pipe -> register(loop, pipe, served));
                registered.countDown();
            });
            Await.reached(registered);
            loop.execute(() -> {
                loop.runAfter(Duration.ofMillis(1), () -> servedBefore.complete(served.get()));
                pipes.forEach(EventLoopRacesTest::write); // while the loop is busy with this task
                Await.until("the timer is due", due(System.nanoTime()));
            });
            assertThat(Await.result(servedBefore)).isEqualTo(count);
        } finally {
            loop.stop(Duration.ofMillis(1));
            started.awaitEnd();
            for (Pipe pipe : pipes) {
                pipe.sink().close();
            }
        }
    }

    private static BooleanSupplier due(long start) {
        return () -> System.nanoTime() - start > 2_000_000;
    }

    private static void write(Pipe pipe) {
        try {
            pipe.sink().write(ByteBuffer.allocate(1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void register(EventLoop loop, Pipe pipe, AtomicInteger served) {
        try {
            pipe.source().configureBlocking(false);
            Registration registration = loop.register(pipe.source(), SelectionKey.OP_READ);
            registration.handleBy(new LoopHandler() {
                @Override
                public void ready() throws IOException {
                    pipe.source().read(ByteBuffer.allocate(1));
                    served.incrementAndGet();
                }

                @Override
                public void close() {
                    registration.close();
                }

                @Override
                public void abort() {
                    close();
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Started(EventLoop loop, Host.Running running) {
        void awaitEnd() throws InterruptedException {
            running.awaitEnd(Duration.ofDays(1));
        }
    }

    private static Started newLoop() throws IOException {
        var loop = new EventLoop(CurrentHost.get(), "loop", new LoopCounters(), () -> {});
        return new Started(loop, CurrentHost.get().start(loop, true));
    }
}
