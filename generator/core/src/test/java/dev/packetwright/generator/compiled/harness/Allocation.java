package dev.packetwright.generator.compiled.harness;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/** Measures the memory that a task allocates. */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TRIES = 3;

    private Allocation() {}

    /** Returns the allocated bytes: the minimum of several runs, because the first runs also warm up the JVM. */
    public static long of(Runnable work) {
        return LongStream.generate(() -> once(work)).limit(TRIES).min().orElseThrow();
    }

    private static long once(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
