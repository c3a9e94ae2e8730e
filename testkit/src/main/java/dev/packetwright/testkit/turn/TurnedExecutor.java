package dev.packetwright.testkit.turn;

import dev.packetwright.testkit.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** An executor like one thread, but turned by hand: it runs one task at a time, in order. Any thread may add tasks. */
final class TurnedExecutor extends AbstractExecutorService implements Actor {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile boolean shutdown;
    private boolean turning;

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("the executor is shut down");
        }
        tasks.add(task);
    }

    @Override
    public boolean isReady() {
        return !turning && !tasks.isEmpty();
    }

    @Override
    public long nextTime() {
        return World.NEVER;
    }

    @Override
    public boolean turn() {
        Runnable task = tasks.poll();
        turning = true;
        try {
            if (task != null) {
                task.run();
            }
        } finally {
            turning = false;
        }
        return !isTerminated();
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> left = new ArrayList<>(tasks);
        tasks.clear();
        return left;
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && tasks.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }
}
