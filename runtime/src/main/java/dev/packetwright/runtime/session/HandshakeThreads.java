package dev.packetwright.runtime.session;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does the expensive part of handshakes, keys and certificates: about a millisecond each, which the sessions of a loop
 * would all have to wait for, or as long as a user's trust manager takes. Half of the processors stay with the loops.
 * The threads are daemons, shared by all listeners and connectors, and end when there has been nothing to do.
 */
final class HandshakeThreads {
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final Executor EXECUTOR = start();

    private HandshakeThreads() {}

    private static Executor start() {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        var executor = new ThreadPoolExecutor(
                threads, threads, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HandshakeThreads::newThread);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread newThread(Runnable work) {
        var thread = new Thread(work, "packetwright-handshake-" + STARTED.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }

    /** Runs the work soon. No connection has more than one piece of it here. */
    static void execute(Runnable work) {
        EXECUTOR.execute(work);
    }
}
