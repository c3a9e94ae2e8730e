package dev.packetwright.runtime.loop;

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
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One thread with one selector, which serves its channels turn by turn. A turn waits for work, handles the events of
 * channels, runs tasks and timers, and finally runs the scheduled {@linkplain LoopTask loop tasks}, in which connections
 * write what was sent meanwhile. Other threads pass work by {@link #execute} and {@link #schedule}, then {@link #wake}.
 */
public final class EventLoop {
    private static final BoundedLog LOG = new BoundedLog(EventLoop.class);
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PAUSE_WHILE_SPINNING = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SLOW_TURN = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);

    private final Thread thread;
    private final LoopCounters counters;
    private final Runnable onSweep;
    private final Consumer<SelectionKey> onReady = this::ready;
    private final LoopInbox inbox = new LoopInbox();
    private volatile Selector selector;
    private volatile boolean terminated;

    // Only the loop's thread uses these.
    private final PriorityQueue<LoopTimer> timers = new PriorityQueue<>();
    private final SpinGuard spinGuard = new SpinGuard(System.nanoTime());
    private final LoopShutdown shutdown = new LoopShutdown(this);
    private boolean sweeping;
    private boolean awake;
    private long turnStart;

    /**
     * Opens a loop that is not started.
     *
     * @param onSweep runs once a second while channels are registered, on the loop's thread
     */
    EventLoop(String name, LoopCounters counters, Runnable onSweep) throws IOException {
        this.counters = counters;
        this.onSweep = onSweep;
        this.selector = Selector.open();
        this.thread = new Thread(this::run, name);
    }

    // ---- for any thread

    /** The thread of this loop. */
    public Thread thread() {
        return thread;
    }

    /** The current selector; another one after a rebuild. */
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
            runTasks();
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

    /** Runs the action once the delay has passed. */
    public LoopTimer runAfter(Duration delay, Runnable action) {
        var timer = new LoopTimer(System.nanoTime() + delay.toNanos(), action);
        timers.add(timer);
        return timer;
    }

    // ---- the loop

    private void run() {
        while (!shutdown.hasBegun() || hasChannels()) {
            try {
                turn();
            } catch (Throwable failure) {
                Quietly.report("a turn of the loop failed", failure);
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE); // a lasting failure must not become a spin
            }
        }
        discard();
        terminated = true;
        runTasks();
    }

    private boolean hasChannels() {
        return selector.keys().stream().anyMatch(SelectionKey::isValid);
    }

    private void turn() throws IOException {
        awake = false;
        select();
        wakeUp();
        runTasks();
        runTimers();
        runScheduled();
        count(System.nanoTime() - turnStart);
    }

    private void wakeUp() {
        if (!awake) {
            awake = true;
            turnStart = System.nanoTime();
        }
    }

    private void count(long nanos) {
        counters.turns.increment();
        counters.busyNanos.add(nanos);
        counters.longestTurnNanos.accumulate(nanos);
        if (nanos > SLOW_TURN) {
            counters.slowTurns.increment();
            FlightRecords.slowTurn(thread.getName(), nanos);
        }
    }

    private void select() throws IOException {
        Thread.interrupted(); // an interrupt left by a callback would keep the selector from waiting
        boolean nothingToDo = inbox.park();
        try {
            long timeout = millisToWait();
            if (timeout == 0 || !nothingToDo) {
                selector.selectNow(onReady);
            } else {
                int ready = selector.select(onReady, timeout < 0 ? 0 : timeout);
                boolean forNothing = ready == 0 && inbox.isParked() && millisToWait() != 0;
                guard(forNothing);
            }
        } finally {
            inbox.unpark();
        }
    }

    /** Keeps a selector that no longer waits from becoming a spin. */
    private void guard(boolean forNothing) throws IOException {
        switch (spinGuard.judge(forNothing, System.nanoTime())) {
            case GO_ON -> {}
            case PAUSE -> LockSupport.parkNanos(PAUSE_WHILE_SPINNING);
            case REBUILD -> rebuildSelector();
        }
    }

    private void rebuildSelector() throws IOException {
        LOG.log(Level.WARNING, () -> thread.getName() + ": the selector returns for nothing and is replaced");
        counters.selectorRebuilds.increment();
        Selector old = selector;
        List<Registration> registrations = validRegistrations();
        selector = Selector.open();
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

    /** The time until the next timer is due, rounded up; negative if there is no timer. */
    private long millisToWait() {
        LoopTimer next = timers.peek();
        if (next == null) {
            return -1;
        }
        long nanos = Math.max(0, next.nanosLeft(System.nanoTime()));
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
        }
    }

    private void runTasks() {
        for (Runnable task = inbox.nextTask(); task != null; task = inbox.nextTask()) {
            try {
                task.run();
            } catch (Throwable failure) {
                Quietly.report("a task of the loop failed", failure);
            }
        }
    }

    private void runTimers() {
        long now = System.nanoTime();
        for (LoopTimer next = timers.peek(); next != null && next.nanosLeft(now) <= 0; next = timers.peek()) {
            timers.remove();
            try {
                next.run();
            } catch (Throwable failure) {
                Quietly.report("a timer of the loop failed", failure);
            }
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
        }
    }

    private void sweep() {
        sweeping = hasChannels();
        if (!sweeping) {
            return;
        }
        runAfter(SWEEP_PERIOD, this::sweep);
        onSweep.run();
        long now = System.nanoTime();
        forEachHandler(handler -> handler.sweep(now));
    }

    void forEachHandler(Consumer<LoopHandler> action) {
        for (Registration registration : validRegistrations()) {
            if (registration.isValid()) { // an earlier action may have closed it
                action.accept(registration.handler());
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
