package dev.packetwright.runtime.testing;

import dev.packetwright.runtime.testing.FaultProxy.Link;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A fault of the network in one direction of a connection. */
public interface Fault {
    /**
     * Passes bytes on, or applies the fault to them.
     *
     * @param offset the number of bytes before these
     */
    void pass(byte[] bytes, long offset, Link link) throws IOException;

    static Fault none() {
        return (bytes, offset, link) -> link.write(bytes);
    }

    /** Passes at most this many bytes at a time. */
    static Fault slices(int size) {
        return (bytes, offset, link) -> {
            for (int at = 0; at < bytes.length; at += size) {
                link.write(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
            }
        };
    }

    /** Passes pieces of random size, each up to a millisecond late. */
    static Fault delays(long seed) {
        var random = new Random(seed);
        return (bytes, offset, link) -> {
            for (int at = 0; at < bytes.length; ) {
                LockSupport.parkNanos(random.nextInt(1_000_000));
                int size = 1 + random.nextInt(bytes.length - at);
                link.write(Arrays.copyOfRange(bytes, at, at + size));
                at += size;
            }
        };
    }

    /** Passes this many bytes, and the rest only after the latch is released. */
    static Fault stallsAt(long position, CountDownLatch until) {
        return at(position, (bytes, offset, link) -> {
            Await.reached(until);
            link.write(bytes);
        });
    }

    /** Passes this many bytes and then ends the stream in this direction. */
    static Fault endsAt(long position) {
        return at(position, (bytes, offset, link) -> link.finish());
    }

    /** Passes this many bytes and then resets both sides. */
    static Fault resetsAt(long position) {
        return at(position, (bytes, offset, link) -> link.reset());
    }

    /** Passes all bytes, but flips the highest bit of the byte at this position. */
    static Fault corruptsAt(long position) {
        return (bytes, offset, link) -> {
            if (offset <= position && position < offset + bytes.length) {
                bytes[(int) (position - offset)] ^= (byte) 0x80;
            }
            link.write(bytes);
        };
    }

    private static Fault at(long position, Fault fault) {
        return (bytes, offset, link) -> {
            int before = (int) Math.max(0, Math.min(bytes.length, position - offset));
            link.write(Arrays.copyOf(bytes, before));
            if (before < bytes.length) {
                fault.pass(Arrays.copyOfRange(bytes, before, bytes.length), offset + before, link);
            }
        };
    }
}
