package dev.packetwright.testkit;

import dev.packetwright.testkit.channel.Flow;
import java.time.Duration;

/**
 * What happens to the bytes in one direction of a connection; {@link TestNetwork#sentBy} and {@link TestNetwork#sentTo}
 * return it. Each method takes effect at once and returns this script, so that calls can be chained. Use it on the
 * network's thread.
 */
public final class Script {
    private final Flow flow;

    Script(Flow flow) {
        this.flow = flow;
    }

    /**
     * Splits the stream: no read goes beyond the offset.
     *
     * @param offset the number of bytes from what is sent next, at least 1. Call it several times for several splits
     */
    public Script splitAt(long offset) {
        requireAtLeast(1, "offset", offset);
        flow.splitAt(offset);
        return this;
    }

    /** Splits the stream everywhere: no read returns more than this number of bytes, at least 1. */
    public Script splitEvery(int bytes) {
        requireAtLeast(1, "bytes", bytes);
        flow.splitEvery(bytes);
        return this;
    }

    /**
     * What is sent from now on arrives later, and behind all that was sent before.
     *
     * @param time not negative; zero ends the delay
     */
    public Script delay(Duration time) {
        requireAtLeast(0, "time", time.toNanos());
        flow.delay(time.toNanos());
        return this;
    }

    /**
     * Loses the connection once so many more bytes have been sent. These still arrive; after them, both ends find the
     * connection reset.
     *
     * @param bytes the number of bytes from what is sent next; 0 loses the connection now
     */
    public Script cutAfter(long bytes) {
        requireAtLeast(0, "bytes", bytes);
        flow.cutAfter(bytes);
        return this;
    }

    /**
     * Lets nothing reach the reader any more, not even the end: the reader has stopped reading, or a cable is broken
     * somewhere. The sender notices only when the {@linkplain #capacity buffers} are full.
     */
    public Script stop() {
        flow.hold(true);
        return this;
    }

    /** Lets everything reach the reader again after {@link #stop}. */
    public Script resume() {
        flow.hold(false);
        return this;
    }

    /**
     * Makes the reader slow: in each interval, at most so many bytes reach it.
     *
     * @param bytes at least 1
     * @param interval positive
     */
    public Script trickle(int bytes, Duration interval) {
        requireAtLeast(1, "bytes", bytes);
        requireAtLeast(1, "interval", interval.toNanos());
        flow.trickle(bytes, interval.toNanos());
        return this;
    }

    /**
     * Sets how much fits between the two ends, which is what the buffers of two operating systems hold together. The
     * default is 64 KiB.
     *
     * @param bytes at least 1
     */
    public Script capacity(int bytes) {
        requireAtLeast(1, "bytes", bytes);
        flow.capacity(bytes);
        return this;
    }

    /** The number of bytes that have been sent and that the other end has not read. */
    public int waiting() {
        return flow.waiting();
    }

    private static void requireAtLeast(long least, String name, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be at least " + least);
        }
    }
}
