package dev.packetwright.testkit.turn;

import dev.packetwright.runtime.host.Host;
import dev.packetwright.runtime.host.HostedLoop;
import dev.packetwright.testkit.channel.MemoryChannels;
import dev.packetwright.testkit.world.World;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A machine in memory. One thread turns everything on it, one piece of work at a time, in an order by chance. */
public final class TurnedHost implements Host, AutoCloseable {
    /** More turns than this without the time moving on are taken for a circle. */
    private static final int MAX_TURNS = 1_000_000;

    /** A wait for this long is taken for one that never ends. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(2);

    private final Thread owner = Thread.currentThread();
    private final World world;
    private final MemoryChannels channels;
    private final Memory memory = new Memory();
    private final List<Actor> actors = new ArrayList<>();
    private final List<TurnedLoop> loops = new ArrayList<>();
    private @Nullable AssertionError failedAssertion;

    public TurnedHost(World world) {
        this.world = world;
        this.channels = new MemoryChannels(world);
    }

    // ---- the host

    @Override
    public MemoryChannels channels() {
        return channels;
    }

    @Override
    public long nanoTime() {
        return world.now();
    }

    @Override
    public RandomGenerator random() {
        return world.random();
    }

    /** Keeps the first failed assertion, for {@link #takeFailedAssertion}. */
    @Override
    public void caught(Throwable failure) {
        if (failedAssertion == null && failure instanceof AssertionError failed) {
            failedAssertion = failed;
        }
    }

    /** Returns an assertion that has failed in the user's code since the last call; null if none has. */
    public @Nullable AssertionError takeFailedAssertion() {
        AssertionError failed = failedAssertion;
        failedAssertion = null;
        return failed;
    }

    @Override
    public ByteBuffer newBuffer(int capacity) {
        return ByteBuffer.wrap(memory.take(capacity));
    }

    @Override
    public byte[] newArray(int length) {
        return memory.take(length);
    }

    @Override
    public Running start(HostedLoop loop, boolean daemon) {
        var turned = new TurnedLoop(world, loop);
        actors.add(turned);
        loops.add(turned);
        return limit -> {
            boolean isForEver = limit.compareTo(LONGEST_WAIT) > 0;
            if (isForEver) {
                runUntilCertainly(turned::hasEnded);
            }
            return isForEver || runUntil(turned::hasEnded, limit.toNanos());
        };
    }

    @Override
    public void await(Future<?> future) {
        runUntilCertainly(future::isDone);
    }

    private void runUntilCertainly(BooleanSupplier done) {
        if (!runUntil(done, LONGEST_WAIT.toNanos())) {
            throw new IllegalStateException("nothing ends this wait" + inWhichNetwork());
        }
    }

    /** Makes an executor like one thread. */
    public Executor newExecutor() {
        return newPool("", 1);
    }

    /** Like one thread, so that the order follows from the seed. */
    @Override
    public ExecutorService newPool(String name, int threads) {
        var executor = new TurnedExecutor();
        actors.add(executor);
        return executor;
    }

    @Override
    public ScheduledExecutorService newTimer(String name) {
        var timer = new TurnedTimer(world);
        actors.add(timer);
        return timer;
    }

    // ---- turning

    /** Turns until nothing is left to do at this moment. */
    public void run() {
        runWhileNot(() -> false);
    }

    /** Lets the time pass step by step, and turns at each step. */
    public void advance(long nanos) {
        runUntil(() -> false, nanos);
    }

    /** Lets the time pass while nothing turns. */
    public void pause(long nanos) {
        requireOwner();
        world.moveTo(world.now() + nanos);
    }

    /** Turns, and lets the time pass if there is nothing to do, until something is so. Returns false at the limit. */
    private boolean runUntil(BooleanSupplier done, long limit) {
        long end = world.now() + Math.max(0, limit);
        runWhileNot(done);
        for (long next = nextTime(); next <= end && !done.getAsBoolean(); next = nextTime()) {
            world.moveTo(next);
            runWhileNot(done);
        }
        if (!done.getAsBoolean()) {
            world.moveTo(end);
            runWhileNot(done);
        }
        return done.getAsBoolean();
    }

    private long nextTime() {
        long next = world.nextNoted();
        for (Actor actor : actors) {
            next = Math.min(next, actor.nextTime());
        }
        return next;
    }

    private void runWhileNot(BooleanSupplier done) {
        requireOwner();
        int turns = 0;
        List<Actor> ready = new ArrayList<>();
        while (!done.getAsBoolean() && findReady(ready)) {
            Actor next = ready.get(world.pick(ready.size()));
            if (!next.turn()) {
                actors.remove(next);
            }
            if (++turns > MAX_TURNS) {
                throw new IllegalStateException(
                        "there is always something left to do, after " + MAX_TURNS + " turns" + inWhichNetwork());
            }
        }
    }

    private boolean findReady(List<Actor> ready) {
        ready.clear();
        for (Actor actor : actors) {
            if (actor.isReady()) {
                ready.add(actor);
            }
        }
        return !ready.isEmpty();
    }

    private void requireOwner() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("the network belongs to " + owner + ", not to " + Thread.currentThread());
        }
    }

    private String inWhichNetwork() {
        return " (network with seed " + world.seed() + ")";
    }

    /** Ends all loops and what they serve. */
    @Override
    public void close() {
        loops.forEach(TurnedLoop::stopNow);
        run();
        memory.giveBack();
    }
}
