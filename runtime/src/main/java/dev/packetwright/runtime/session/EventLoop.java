package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.telemetry.BoundedLog;
import dev.packetwright.runtime.telemetry.FlightRecords;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
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
 * One thread with one selector: all that its connections do happens here, turn by turn. A turn waits for something to
 * do, receives, runs tasks and timers, and at its end writes what has been sent to its connections meanwhile. Other
 * threads hand work over by {@link #execute} and {@link #schedule}, then {@link #wake}.
 */
final class EventLoop {
    /** How much is received, or written, by one call to the operating system. */
    static final int TRANSFER_SIZE = 64 * 1024;

    private static final BoundedLog LOG = new BoundedLog(EventLoop.class);
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PAUSE_WHILE_SPINNING = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SLOW_TURN = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);
    private static final byte[] EMPTY_PACKET = {Packet.HEADER_SIZE, 0, 0, 0};

    private final Thread thread;
    private final Counters counters;
    private final Consumer<SelectionKey> onReady = this::ready;
    private final Handover handover = new Handover();
    private volatile Selector selector;
    private volatile boolean terminated;

    // Only the loop's thread uses these.
    private final PriorityQueue<LoopTimer> timers = new PriorityQueue<>();
    private final ByteBuffer transfer = ByteBuffer.allocateDirect(TRANSFER_SIZE);
    private final byte[] received = new byte[TRANSFER_SIZE + Packet.MAX_SIZE];
    private final ByteBuffer scratch = ByteBuffer.wrap(received);
    private final PacketReader reader = new PacketReader(EMPTY_PACKET);
    private final SpinGuard spinGuard = new SpinGuard(System.nanoTime());
    private boolean stopping;
    private boolean sweeping;
    private boolean awake;
    private long turnStart;

    private final ChunkPool chunks;

    EventLoop(String name, Counters counters) throws IOException {
        this.counters = counters;
        this.chunks = new ChunkPool(counters.bytesQueued, counters.packetsSent);
        this.selector = Selector.open();
        this.thread = new Thread(this::run, name);
    }

    // ---- for any thread

    /** The loop's thread, for the group to start and to wait for. */
    Thread thread() {
        return thread;
    }

    Counters counters() {
        return counters;
    }

    /** The selector of the moment. */
    Selector selector() {
        return selector;
    }

    /** Where the connections of this loop take the chunks of their queues from. */
    ChunkPool chunks() {
        return chunks;
    }

    /**
     * Runs the task on the loop's thread. When the loop has terminated, the task runs here and now instead, to find
     * that it can register nothing any more and to give up what it holds.
     */
    void execute(Runnable task) {
        handover.add(task);
        wake();
        if (terminated) {
            runTasks();
        }
    }

    /** Gives the connection a turn that begins after this call; {@link #wake} makes it soon. */
    void schedule(Connection connection) {
        handover.schedule(connection);
    }

    /** Makes sure that the loop sees what has been handed over to it. */
    void wake() {
        if (handover.mustWake()) {
            selector.wakeup();
        }
    }

    /** Closes all that is registered, aborts what is left of it when the limit has passed, and then terminates. */
    void stop(Duration limit) {
        execute(() -> {
            if (terminated) {
                return; // it has ended, and this may be any thread
            }
            stopping = true;
            forEachEndpoint(Endpoint::close);
            runAfter(limit, () -> forEachEndpoint(Endpoint::abort));
        });
    }

    /** Does the same, but tells everybody first and closes one after another, spread over the time. */
    void drain(Duration time, Duration limit) {
        execute(() -> {
            if (!stopping) {
                stopping = true;
                forEachEndpoint(Endpoint::drain);
                closeOneByOne(time);
                runAfter(time.plus(limit), () -> forEachEndpoint(Endpoint::abort));
            }
        });
    }

    private void closeOneByOne(Duration time) {
        List<SelectionKey> keys = validKeys(selector);
        for (int i = 0; i < keys.size(); i++) {
            Object endpoint = keys.get(i).attachment();
            runAfter(time.multipliedBy(i).dividedBy(keys.size()), () -> ((Endpoint) endpoint).close());
        }
    }

    /** Gives up a loop that was never started. */
    void discard() {
        close(selector);
    }

    /** Closes without throwing: there is nothing to do about it. */
    static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException failure) {
            report("closing failed", failure);
        }
    }

    // ---- for the loop's thread

    /** The loop's buffer for one read or write: what is in it is of no use after that. */
    ByteBuffer transferBuffer() {
        return transfer.clear();
    }

    /** The loop's array for received bytes, with room for the start of a packet and a whole transfer behind it. */
    byte[] receiveArray() {
        return received;
    }

    /** The same array as a buffer, of use until the array is used for what is to be delivered. */
    ByteBuffer scratchBuffer() {
        return scratch.clear();
    }

    PacketReader reader() {
        return reader;
    }

    /**
     * Registers a channel; the caller attaches the {@link Endpoint} to the key at once.
     *
     * @throws ClosedSelectorException if the loop is shutting down
     */
    SelectionKey register(SelectableChannel channel, int operations) throws IOException {
        if (stopping) {
            throw new ClosedSelectorException();
        }
        if (!sweeping) {
            sweeping = true;
            runAfter(SWEEP_PERIOD, this::sweep);
        }
        return channel.register(selector, operations);
    }

    /** Closes the key's channel. The operating system lets go of it before the loop waits again. */
    void release(SelectionKey key) {
        close(key.channel());
    }

    LoopTimer runAfter(Duration delay, Runnable action) {
        var timer = new LoopTimer(System.nanoTime() + delay.toNanos(), action);
        timers.add(timer);
        return timer;
    }

    /** Logs what should not have happened. Never throws, so that nothing can end a loop, not even a failing log. */
    static void report(String what, Throwable failure) {
        LOG.log(Level.ERROR, what, failure);
    }

    // ---- the loop

    private void run() {
        while (!stopping || hasEndpoints()) {
            try {
                turn();
            } catch (Throwable failure) {
                report("a turn of the loop failed", failure);
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE); // a failure that lasts must not become a spin
            }
        }
        discard();
        terminated = true;
        runTasks();
    }

    private boolean hasEndpoints() {
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
        counters.loopTurns.increment();
        counters.busyNanos.add(nanos);
        counters.longestTurnNanos.accumulate(nanos);
        if (nanos > SLOW_TURN) {
            counters.slowLoopTurns.increment();
            FlightRecords.slowTurn(thread.getName(), nanos);
        }
    }

    private void select() throws IOException {
        Thread.interrupted(); // left behind by a callback, it would keep the selector from waiting
        boolean nothingToDo = handover.park();
        try {
            long timeout = millisToWait();
            if (timeout == 0 || !nothingToDo) {
                selector.selectNow(onReady);
            } else {
                int ready = selector.select(onReady, timeout < 0 ? 0 : timeout);
                boolean forNothing = ready == 0 && handover.isParked() && millisToWait() != 0;
                guard(forNothing);
            }
        } finally {
            handover.unpark();
        }
    }

    /** A selector that does not wait any more must not become a spin. */
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
        selector = Selector.open();
        for (SelectionKey key : validKeys(old)) {
            moveToNewSelector(key);
        }
        close(old);
    }

    private void moveToNewSelector(SelectionKey key) {
        var endpoint = (Endpoint) key.attachment();
        try {
            SelectionKey moved = key.channel().register(selector, key.interestOps(), endpoint);
            endpoint.rekey(moved);
        } catch (IOException | RuntimeException failure) {
            report("a channel could not be moved to a new selector", failure);
            endpoint.abort();
        }
    }

    /** How long until a timer is due, rounded up; negative if there is none. */
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
        handover.unpark(); // what callbacks hand over needs no wakeup
        var endpoint = (Endpoint) key.attachment();
        try {
            endpoint.ready();
        } catch (Throwable failure) {
            report("serving a channel failed", failure);
            endpoint.abort();
        }
    }

    private void runTasks() {
        for (Runnable task = handover.nextTask(); task != null; task = handover.nextTask()) {
            try {
                task.run();
            } catch (Throwable failure) {
                report("a task of the loop failed", failure);
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
                report("a timer of the loop failed", failure);
            }
        }
    }

    /** Each connection scheduled by now gets one turn; those that schedule themselves again come in the next. */
    private void runScheduled() {
        Scheduled item = handover.takeScheduled();
        while (item != null) {
            Scheduled next = item.next;
            item.next = null;
            runTurn(item);
            item = next;
        }
    }

    private static void runTurn(Scheduled item) {
        try {
            item.turn();
        } catch (Throwable failure) {
            report("a turn of a connection failed", failure);
            item.abort();
        }
    }

    private void sweep() {
        sweeping = hasEndpoints();
        if (!sweeping) {
            return;
        }
        runAfter(SWEEP_PERIOD, this::sweep);
        chunks.trim();
        long now = System.nanoTime();
        forEachEndpoint(endpoint -> endpoint.sweep(now));
    }

    private void forEachEndpoint(Consumer<Endpoint> action) {
        for (SelectionKey key : validKeys(selector)) {
            if (key.isValid()) { // still, after what became of those before it
                action.accept((Endpoint) key.attachment());
            }
        }
    }

    private static List<SelectionKey> validKeys(Selector selector) {
        return selector.keys().stream().filter(SelectionKey::isValid).toList();
    }
}
