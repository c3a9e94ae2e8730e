package dev.packetwright.runtime.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the expensive part of TLS handshakes: computing keys and checking certificates takes about a millisecond, or as
 * long as the user's trust manager takes, and on a loop's thread all its sessions would wait. Half of the processors stay
 * free for the loops. All listeners and connectors share the threads, which are daemons and end when they are idle.
 */
final class TlsHandshakeExecutor {
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final Executor EXECUTOR = start();

    private TlsHandshakeExecutor() {}

    private static Executor start() {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        var executor = new ThreadPoolExecutor(
                threads, threads, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), TlsHandshakeExecutor::newThread);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread newThread(Runnable work) {
        var thread = new Thread(work, "packetwright-handshake-" + STARTED.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }

    /** Runs the work soon. A connection has at most one piece of work here. */
    static void execute(Runnable work) {
        EXECUTOR.execute(work);
    }
}
