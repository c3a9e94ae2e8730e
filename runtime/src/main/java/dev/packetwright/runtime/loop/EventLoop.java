package dev.packetwright.runtime.loop;

import dev.packetwright.runtime.host.Host;
import dev.packetwright.runtime.host.HostedLoop;
import dev.packetwright.runtime.telemetry.BoundedLog;
import dev.packetwright.runtime.telemetry.FlightRecords;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread with one selector, which serves its channels turn by turn. A turn waits for work, handles the events of
 * channels, runs tasks, and runs the scheduled {@linkplain LoopTask loop tasks}, in which connections write what was
 * sent meanwhile. Timers come last, as many of them end a peer that has done nothing for some time: after a pause of
 * the process, its input is read and its output is tried before that. Other threads pass work by {@link #execute} and
 * {@link #schedule}, then {@link #wake}.
 *
 * <p>The {@link Host} gives the loop its thread. Without one, it turns the loop by hand.
 */
public final class EventLoop implements HostedLoop {
    private static final BoundedLog LOG = new BoundedLog(EventLoop.class);
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PAUSE_WHILE_SPINNING = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SLOW_TURN = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long TASKS_OF_A_TURN = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long FOR_EVER = Long.MAX_VALUE / 2;
    private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);

    /** If a selector returns this many channels or more, others may be ready as well. All JDKs return at least these. */
    private static final int MANY_READY = 256;

    private final Host host;
    private final String name;
    private final LoopCounters counters;
    private final Runnable onSweep;
    private final Consumer<SelectionKey> onReady = this::ready;
    private final LoopInbox inbox = new LoopInbox();
    private volatile Selector selector;
    private volatile @Nullable Thread thread;
    private volatile boolean terminated;

    // Only the loop's thread uses these.
    private final LoopTimers timers = new LoopTimers();
    private final LoopClock clock;
    private final SpinGuard spinGuard;
    private final LoopShutdown shutdown = new LoopShutdown(this);
    private boolean sweeping;
    private boolean awake;
    private long turnStart;
    private long turnTime;
    private int readyInARow;

    /**
     * Opens a loop that is not started.
     *
     * @param onSweep runs once a second while channels are registered, on the loop's thread
     */
    EventLoop(Host host, String name, LoopCounters counters, Runnable onSweep) throws IOException {
        this.host = host;
        this.name = name;
        this.counters = counters;
        this.onSweep = onSweep;
        this.selector = host.channels().openSelector();
        this.clock = new LoopClock(host.nanoTime());
        this.spinGuard = new SpinGuard(host.nanoTime());
    }

    // ---- for any thread

    /** The machine that the loop runs on. */
    public Host host() {
        return host;
    }

    @Override
    public String name() {
        return name;
    }

    /** Whether the current thread is the one that runs this loop. */
    public boolean isCurrent() {
        return thread == Thread.currentThread();
    }

    /** The current selector; another one after a rebuild. */
    @Override
    public Selector selector() {
        return selector;
    }

    /**
     * Runs the task on the loop's thread. After the loop has terminated, the caller's thread runs the task instead; the
     * task then finds that it cannot register a channel, and frees its resources.
     */
    public void execute(Runnable task) {
        inbox.add(task);
        wake();
        if (terminated) {
            runAllTasks();
        }
    }

    /** Gives the task a turn that begins after this call. {@link #wake} makes it begin soon. */
    public void schedule(LoopTask task) {
        inbox.schedule(task);
    }

    /** Ensures that the loop sees the work passed to it. */
    public void wake() {
        if (inbox.mustWake()) {
            selector.wakeup();
        }
    }

    /** Closes all handlers, aborts those that are left after the limit, and then terminates. */
    void stop(Duration limit) {
        execute(() -> {
            if (!terminated) { // after that, this may be any thread
                shutdown.stop(limit);
            }
        });
    }

    @Override
    public void stopNow() {
        stop(Duration.ZERO);
    }

    /** Like {@link #stop}, but notifies all handlers first, and closes them one by one over the given time. */
    void drain(Duration time, Duration limit) {
        execute(() -> shutdown.drain(time, limit));
    }

    /** Closes a loop that was never started. */
    void discard() {
        Quietly.close(selector);
    }

    // ---- for the loop's thread

    /**
     * Registers a channel. The caller sets its {@linkplain Registration#handleBy handler} at once.
     *
     * @throws ClosedSelectorException if the loop is shutting down
     */
    public Registration register(SelectableChannel channel, int operations) throws IOException {
        if (shutdown.hasBegun()) {
            throw new ClosedSelectorException();
        }
        if (!sweeping) {
            sweeping = true;
            runAfter(SWEEP_PERIOD, this::sweep);
        }
        return Registration.of(channel, selector, operations);
    }

    /** Runs the action once the delay has passed on the loop's clock. */
    public LoopTimer runAfter(Duration delay, Runnable action) {
        return timers.add(time() + delay.toNanos(), action);
    }

    /**
     * The time of the loop in nanoseconds, from 1. Pauses of the process count as at most 2 s, so that a peer is not
     * blamed for them.
     */
    public long time() {
        return clock.timeAt(host.nanoTime());
    }

    // ---- the loop

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!isOver()) {
            try {
                turn();
            } catch (Throwable failure) {
                Quietly.report("a turn of the loop failed", failure);
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE); // a lasting failure must not become a spin
            }
        }
        terminate();
    }

    /** Also notes that the loop waits for its next timer from now on, so that this wait does not count as a pause. */
    @Override
    public boolean turnOnce() {
        thread = Thread.currentThread();
        try {
            turn();
        } catch (Throwable failure) {
            Quietly.report("a turn of the loop failed", failure);
        } finally {
            thread = null;
        }
        if (isOver()) {
            terminate();
            return false;
        }
        clock.step(host.nanoTime(), nanosToWait());
        return true;
    }

    @Override
    public long nanosToWait() {
        return inbox.isEmpty() ? nanosToWait(host.nanoTime()) : 0;
    }

    private boolean isOver() {
        return shutdown.hasBegun() && !hasChannels();
    }

    private void terminate() {
        discard();
        terminated = true;
        runAllTasks();
    }

    private boolean hasChannels() {
        return selector.keys().stream().anyMatch(SelectionKey::isValid);
    }

    private void turn() throws IOException {
        awake = false;
        select();
        wakeUp();
        runTasks();
        runScheduled();
        if (hasServedAllReady()) {
            runTimers();
        }
        count(host.nanoTime() - turnStart);
    }

    private void wakeUp() {
        if (!awake) {
            awake = true;
            turnStart = host.nanoTime();
            clock.step(turnStart, 0);
            turnTime = clock.timeAt(turnStart);
        }
    }

    private void count(long nanos) {
        counters.turns.increment();
        counters.busyNanos.add(nanos);
        counters.longestTurnNanos.accumulate(nanos);
        if (nanos > SLOW_TURN) {
            counters.slowTurns.increment();
            FlightRecords.slowTurn(name, nanos);
        }
    }

    private void select() throws IOException {
        clearInterrupt(); // from another thread: it would keep the selector from waiting
        boolean nothingToDo = inbox.park();
        try {
            long now = host.nanoTime();
            long wait = nothingToDo ? nanosToWait(now) : 0;
            clock.step(now, wait);
            if (wait == 0) {
                noteReady(selector.selectNow(onReady));
            } else {
                int ready = selector.select(onReady, wait == FOR_EVER ? 0 : millis(wait));
                noteReady(ready);
                guard(ready == 0 && inbox.isParked() && nanosToWait(host.nanoTime()) != 0);
            }
        } finally {
            inbox.unpark();
        }
    }

    private void noteReady(int ready) {
        readyInARow = ready < MANY_READY ? 0 : readyInARow + ready;
    }

    /**
     * Whether each channel that was ready has been served. A selector that returns only some of the ready channels
     * returns them in turn.
     */
    private boolean hasServedAllReady() {
        return readyInARow == 0 || readyInARow >= selector.keys().size();
    }

    /** Keeps a selector that no longer waits from becoming a spin. */
    private void guard(boolean forNothing) throws IOException {
        switch (spinGuard.judge(forNothing, host.nanoTime())) {
            case GO_ON -> {}
            case PAUSE -> LockSupport.parkNanos(PAUSE_WHILE_SPINNING);
            case REBUILD -> rebuildSelector();
        }
    }

    private void rebuildSelector() throws IOException {
        LOG.log(Level.WARNING, () -> name + ": the selector returns for nothing and is replaced");
        counters.selectorRebuilds.increment();
        Selector old = selector;
        List<Registration> registrations = validRegistrations();
        selector = host.channels().openSelector();
        registrations.forEach(this::moveToNewSelector);
        Quietly.close(old);
    }

    private void moveToNewSelector(Registration registration) {
        try {
            registration.moveTo(selector);
        } catch (IOException | RuntimeException failure) {
            Quietly.report("a channel could not be moved to a new selector", failure);
            registration.handler().abort();
        }
    }

    private long nanosToWait(long now) {
        return timers.isEmpty() ? FOR_EVER : timers.nanosToFirst(clock.timeAt(now));
    }

    /** Rounds up, as waiting too short a time would be a spin. */
    private static long millis(long nanos) {
        return (nanos + 999_999) / 1_000_000;
    }

    private void ready(SelectionKey key) {
        wakeUp();
        inbox.unpark(); // work that callbacks pass to this loop needs no wakeup
        LoopHandler handler = Registration.of(key).handler();
        try {
            handler.ready();
        } catch (Throwable failure) {
            Quietly.report("serving a channel failed", failure);
            handler.abort();
        } finally {
            clearInterrupt();
        }
    }

    /**
     * Runs the tasks that are there now, not those that they add. If they take long, the rest waits for the next turn.
     */
    private void runTasks() {
        Runnable end = inbox.markEnd();
        if (end == null) {
            return;
        }
        long start = host.nanoTime();
        for (Runnable task = inbox.nextTask(); task != null && task != end; task = inbox.nextTask()) {
            run(task);
            if (host.nanoTime() - start > TASKS_OF_A_TURN) {
                return;
            }
        }
    }

    private void runAllTasks() {
        for (Runnable task = inbox.nextTask(); task != null; task = inbox.nextTask()) {
            run(task);
        }
    }

    private static void run(Runnable task) {
        run("a task", task);
    }

    private static void run(String what, Runnable action) {
        try {
            action.run();
        } catch (Throwable failure) {
            Quietly.report(what + " of the loop failed", failure);
        } finally {
            clearInterrupt();
        }
    }

    /** An interrupt that a callback has left would hit the next callback, which may be another session's. */
    private static void clearInterrupt() {
        Thread.interrupted();
    }

    /** Runs the timers that were due when the turn began. What was ready by then has been served. */
    private void runTimers() {
        readyInARow = 0;
        for (LoopTimer due = timers.takeDue(turnTime); due != null; due = timers.takeDue(turnTime)) {
            run("a timer", due::run);
        }
    }

    /** Runs each task scheduled so far once. A task that schedules itself again runs in the next turn of the loop. */
    private void runScheduled() {
        LoopTask task = inbox.takeScheduled();
        while (task != null) {
            LoopTask next = task.next;
            task.next = null;
            run(task);
            task = next;
        }
    }

    private static void run(LoopTask task) {
        try {
            task.begin();
            task.turn();
        } catch (Throwable failure) {
            Quietly.report("a turn of a connection failed", failure);
            task.abort();
        } finally {
            clearInterrupt();
        }
    }

    private void sweep() {
        sweeping = hasChannels();
        if (!sweeping) {
            return;
        }
        runAfter(SWEEP_PERIOD, this::sweep);
        onSweep.run();
        forEachHandler(handler -> handler.sweep(turnTime));
    }

    void forEachHandler(Consumer<LoopHandler> action) {
        for (Registration registration : validRegistrations()) {
            if (registration.isValid()) { // an earlier action may have closed it
                action.accept(registration.handler());
                clearInterrupt();
            }
        }
    }

    List<Registration> validRegistrations() {
        return selector.keys().stream()
                .filter(SelectionKey::isValid)
                .map(Registration::of)
                .toList();
    }
}
