package dev.packetwright.runtime.host;

import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The JDK: sockets, the system's time, and a thread for each loop. */
final class JdkHost implements Host {
    static final Host INSTANCE = new JdkHost();

    private JdkHost() {}

    @Override
    public SelectorProvider channels() {
        return SelectorProvider.provider();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public RandomGenerator random() {
        return ThreadLocalRandom.current();
    }

    @Override
    public ByteBuffer newBuffer(int capacity) {
        return ByteBuffer.allocateDirect(capacity);
    }

    @Override
    public byte[] newArray(int length) {
        return new byte[length];
    }

    @Override
    public Running start(HostedLoop loop, boolean daemon) {
        var thread = new Thread(loop::run, loop.name());
        thread.setDaemon(daemon);
        thread.start();
        return limit -> {
            thread.join(Math.max(1, limit.toMillis()));
            return !thread.isAlive();
        };
    }

    @Override
    public void await(Future<?> future) {
        boolean interrupted = false;
        while (!future.isDone()) {
            try {
                future.get();
            } catch (InterruptedException later) {
                interrupted = true;
            } catch (ExecutionException | CancellationException done) {
                break; // the caller looks at the result
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ExecutorService newPool(String name, int threads) {
        var started = new AtomicInteger();
        var pool = new ThreadPoolExecutor(
                threads,
                threads,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                daemons(() -> name + "-" + started.getAndIncrement()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public ScheduledExecutorService newTimer(String name) {
        var timer = new ScheduledThreadPoolExecutor(1, daemons(() -> name));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory daemons(Supplier<String> name) {
        return work -> {
            var thread = new Thread(work, name.get());
            thread.setDaemon(true);
            return thread;
        };
    }
}
