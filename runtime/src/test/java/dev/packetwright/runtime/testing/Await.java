package dev.packetwright.runtime.testing;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions. The time limit is so long that only a fault reaches it. */
public final class Await {
    private static final long CAP_SECONDS = 30;

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CAP_SECONDS);
        for (int spins = 0; !condition.getAsBoolean(); spins++) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("never happened: " + what);
            }
            if (spins > 1000) {
                LockSupport.parkNanos(200_000);
            }
        }
    }

    public static void reached(CountDownLatch latch) {
        try {
            if (!latch.await(CAP_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the latch was never released: " + latch);
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    public static <T> T next(BlockingQueue<T> queue) {
        try {
            T taken = queue.poll(CAP_SECONDS, TimeUnit.SECONDS);
            if (taken == null) {
                throw new AssertionError("nothing came");
            }
            return taken;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    public static <T> T result(CompletionStage<T> stage) {
        return result("a result", stage);
    }

    public static <T> T result(String what, CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        until(what, future::isDone);
        return future.join();
    }
}
