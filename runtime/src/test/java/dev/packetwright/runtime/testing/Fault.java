package dev.packetwright.runtime.testing;

import dev.packetwright.runtime.testing.FaultProxy.Link;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** What happens to the bytes that go one way. */
public interface Fault {
    /**
     * Passes bytes on, or does something else with them.
     *
     * @param offset how many came before them
     */
    void pass(byte[] bytes, long offset, Link link) throws IOException;

    static Fault none() {
        return (bytes, offset, link) -> link.write(bytes);
    }

    /** No more than so many bytes at a time. */
    static Fault slices(int size) {
        return (bytes, offset, link) -> {
            for (int at = 0; at < bytes.length; at += size) {
                link.write(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
            }
        };
    }

    /** In pieces of any size, each up to a millisecond late. */
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

    /** So many bytes, and the rest not before the latch is released. */
    static Fault stallsAt(long position, CountDownLatch until) {
        return at(position, (bytes, offset, link) -> {
            Await.reached(until);
            link.write(bytes);
        });
    }

    /** So many bytes, then the end of the stream this way. */
    static Fault endsAt(long position) {
        return at(position, (bytes, offset, link) -> link.finish());
    }

    /** So many bytes, then a reset on both sides. */
    static Fault resetsAt(long position) {
        return at(position, (bytes, offset, link) -> link.reset());
    }

    /** All bytes, but the highest bit of that one is turned. */
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
