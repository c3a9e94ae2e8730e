package dev.packetwright.generator.compiled;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/** How much memory something takes. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TRIES = 3;

    private Allocation() {}

    /** The bytes that it allocates: the least of some tries, for the first ones also warm up the JVM. */
    static long of(Runnable work) {
        return LongStream.generate(() -> once(work)).limit(TRIES).min().orElseThrow();
    }

    private static long once(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
