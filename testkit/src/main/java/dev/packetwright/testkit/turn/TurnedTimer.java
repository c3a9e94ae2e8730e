package dev.packetwright.testkit.turn;

import dev.packetwright.testkit.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An executor for tasks at given times of its network, turned by hand. */
final class TurnedTimer extends AbstractExecutorService implements ScheduledExecutorService, Actor {
    private final World world;
    private final TreeSet<Task<?>> tasks =
            new TreeSet<>(Comparator.<Task<?>>comparingLong(task -> task.time).thenComparingLong(task -> task.number));
    private boolean shutdown;
    private boolean turning;
    private long added;

    TurnedTimer(World world) {
        this.world = world;
    }

    // ---- the actor

    @Override
    public boolean isReady() {
        return !turning && !tasks.isEmpty() && tasks.first().time <= world.now();
    }

    @Override
    public long nextTime() {
        return turning || tasks.isEmpty() ? World.NEVER : tasks.first().time;
    }

    @Override
    public boolean turn() {
        Task<?> due = tasks.pollFirst();
        turning = true;
        try {
            if (due != null) {
                due.run();
            }
        } finally {
            turning = false;
        }
        return !isTerminated();
    }

    // ---- the executor

    private final class Task<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
        private final long number = added++;
        private final long period;
        private final boolean atFixedRate;
        private long time;

        Task(Callable<V> action, long delay) {
            super(action);
            this.time = timeAfter(delay);
            this.period = 0;
            this.atFixedRate = false;
        }

        Task(Runnable action, long delay, long period, boolean atFixedRate) {
            super(action, null);
            this.time = timeAfter(delay);
            this.period = period;
            this.atFixedRate = atFixedRate;
        }

        @Override
        public void run() {
            if (period == 0) {
                super.run();
            } else if (runAndReset() && !shutdown) {
                time = atFixedRate ? time + period : timeAfter(period);
                tasks.add(this);
            }
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            tasks.remove(this);
            return super.cancel(mayInterrupt);
        }

        @Override
        public boolean isPeriodic() {
            return period > 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(time - world.now(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    private long timeAfter(long delay) {
        return world.now() + Math.max(0, delay);
    }

    private <V> Task<V> add(Task<V> task) {
        if (shutdown) {
            throw new RejectedExecutionException("the timer is shut down");
        }
        tasks.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    action.run();
                    return true;
                },
                delay,
                unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> action, long delay, TimeUnit unit) {
        return add(new Task<>(action, unit.toNanos(delay)));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable action, long delay, long period, TimeUnit unit) {
        requirePositive(period);
        return add(new Task<>(action, unit.toNanos(delay), unit.toNanos(period), true));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable action, long delay, long period, TimeUnit unit) {
        requirePositive(period);
        return add(new Task<>(action, unit.toNanos(delay), unit.toNanos(period), false));
    }

    private static void requirePositive(long period) {
        if (period <= 0) {
            throw new IllegalArgumentException("the period is " + period + ", not positive");
        }
    }

    @Override
    public void execute(Runnable action) {
        var unused = schedule(action, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void shutdown() {
        shutdownNow();
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
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
