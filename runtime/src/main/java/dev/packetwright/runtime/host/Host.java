package dev.packetwright.runtime.host;

import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * The machine under the runtime: channels, time, memory, and threads that turn the event loops. Listeners, connectors,
 * job queues and job timers take the {@linkplain CurrentHost current} one when they are opened, and keep it.
 */
public interface Host {
    /** The provider of selectors and channels. */
    SelectorProvider channels();

    /** The time as {@link System#nanoTime} tells it: in nanoseconds, from an arbitrary origin. */
    long nanoTime();

    /** The source of chance for the calling thread. Not for secrets. */
    RandomGenerator random();

    /**
     * The user's code has failed on this thread, and the runtime goes on. It also logs the failure. A test kit tells the
     * test.
     */
    default void caught(Throwable failure) {}

    /** Memory of a loop for reads and writes of channels, with this capacity. Its content is arbitrary. */
    ByteBuffer newBuffer(int capacity);

    /** Memory of a loop, of this length. Its content is arbitrary. */
    byte[] newArray(int length);

    /**
     * Begins to turn a loop, until it ends.
     *
     * @param daemon whether the virtual machine may exit before that
     */
    Running start(HostedLoop loop, boolean daemon);

    /** A loop that has been started. */
    interface Running {
        /** Waits until the loop has ended and its thread is gone. Returns false if that takes longer than the limit. */
        boolean awaitEnd(Duration limit) throws InterruptedException;
    }

    /** Waits until the future is done in any way. */
    void await(Future<?> future);

    /**
     * Makes an executor for work that would hold up a loop; its threads are daemons that end when idle.
     *
     * @param threads the largest number of threads
     */
    ExecutorService newPool(String name, int threads);

    /** Makes an executor with one daemon thread, for short tasks at given times. */
    ScheduledExecutorService newTimer(String name);
}
