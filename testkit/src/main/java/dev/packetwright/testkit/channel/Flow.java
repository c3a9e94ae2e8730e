package dev.packetwright.testkit.channel;

import static dev.packetwright.testkit.world.World.NEVER;

import dev.packetwright.testkit.world.World;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.TreeSet;

/**
 * One direction of a connection: the bytes that one end has written and the other end has not read, and what a script
 * does to them. Like TCP, it holds a limited number of bytes, keeps their order, and ends with a FIN or a reset.
 */
public final class Flow {
    /** The bytes that are on their way or wait for the reader, unless a script changes it. */
    public static final int CAPACITY = 64 * 1024;

    private final World world;
    private final Runnable onCut;
    private final Bytes bytes = new Bytes();
    private final Queue<Arrival> arrivals = new ArrayDeque<>(0);
    private long written;
    private long arrived;
    private long taken;
    private boolean readerGone;

    // Times: when the reader learns of a FIN or of a reset, and from when on the writer learns that nobody reads.
    private long finAt = NEVER;
    private long resetAt = NEVER;
    private long brokenAt = NEVER;

    // The script.
    private int capacity = CAPACITY;
    private long delay;
    private long lastArrival;
    private boolean held;
    private int largestRead = Integer.MAX_VALUE;
    private final TreeSet<Long> splits = new TreeSet<>();
    private long cutAt = NEVER;
    private int trickle;
    private long trickleEvery;
    private long nextTrickle;
    private int trickleLeft;

    /** Bytes up to an offset in the stream, which arrive at some time. */
    private record Arrival(long end, long time) {}

    /** Makes an empty flow; {@code onCut} loses the whole connection. */
    Flow(World world, Runnable onCut) {
        this.world = world;
        this.onCut = onCut;
    }

    // ---- the writer

    boolean isWritable() {
        return bytes.size() < capacity || isBroken();
    }

    private boolean isBroken() {
        return world.now() >= brokenAt;
    }

    int write(ByteBuffer from) throws IOException {
        if (isBroken()) {
            throw new IOException("Broken pipe");
        }
        if (readerGone) {
            return discard(from);
        }
        int count = Math.max(0, Math.min(from.remaining(), capacity - bytes.size()));
        int passing = (int) Math.min(count, cutAt - written);
        if (passing > 0) {
            bytes.put(from, passing);
            written += passing;
            arriveLater();
        }
        if (written == cutAt) {
            from.position(from.position() + count - passing); // into a cable that leads nowhere
            onCut.run();
        }
        return count;
    }

    /** Nobody reads any more: the bytes are lost, and a reset comes back. */
    private int discard(ByteBuffer from) {
        int count = from.remaining();
        from.position(from.limit());
        onCut.run();
        return count;
    }

    private void arriveLater() {
        if (delay > 0 || !arrivals.isEmpty()) {
            arrivals.add(new Arrival(written, nextArrival()));
        } else {
            arrived = written;
        }
    }

    /** When what is sent now arrives: after all that was sent before. */
    private long nextArrival() {
        lastArrival = Math.max(lastArrival, world.now() + delay);
        world.noteAt(lastArrival);
        return lastArrival;
    }

    /** The writer sends no more. */
    void finish() {
        if (finAt == NEVER) {
            finAt = nextArrival();
        }
    }

    /** The reader finds a reset behind the bytes that were written, and the writer can write no more. */
    void lose() {
        if (resetAt == NEVER) {
            resetAt = nextArrival();
        }
        brokenAt = Math.min(brokenAt, world.now());
    }

    /** The writer learns of a reset at the time when the reader of the opposite flow does. */
    void breakWith(Flow opposite) {
        brokenAt = Math.min(brokenAt, opposite.resetAt);
    }

    // ---- the reader

    boolean isReadable() {
        return !held && (readable() > 0 || isAtEnd());
    }

    /** The reader has come to a FIN or a reset. */
    private boolean isAtEnd() {
        return taken == arrived() && arrived == written && world.now() >= Math.min(finAt, resetAt);
    }

    private int readable() {
        return (int) Math.min(arrived() - taken, allowance());
    }

    private long arrived() {
        for (Arrival next = arrivals.peek(); next != null && next.time <= world.now(); next = arrivals.peek()) {
            arrived = next.end;
            arrivals.remove();
        }
        return arrived;
    }

    private int allowance() {
        if (trickle == 0) {
            return Integer.MAX_VALUE;
        }
        if (world.now() >= nextTrickle) {
            nextTrickle += trickleEvery * (1 + (world.now() - nextTrickle) / trickleEvery);
            trickleLeft = trickle;
            world.noteAt(nextTrickle);
        }
        return trickleLeft;
    }

    int read(ByteBuffer to) throws IOException {
        int count = held ? 0 : Math.min(readable(), to.remaining());
        if (count == 0) {
            return readEnd(to);
        }
        count = byChance(Math.min(count, largest()));
        bytes.take(to, count);
        taken += count;
        trickleLeft -= Math.min(trickleLeft, count);
        return count;
    }

    private int readEnd(ByteBuffer to) throws IOException {
        if (held || !to.hasRemaining() || !isAtEnd()) {
            return 0;
        }
        if (world.now() >= resetAt) {
            throw new IOException("Connection reset");
        }
        return -1;
    }

    private int largest() {
        Long split = splits.higher(taken);
        return split == null ? largestRead : (int) Math.min(largestRead, split - taken);
    }

    /** Half of the reads return less than they could. */
    private int byChance(int count) {
        return count == 1 || world.pick(2) == 0 ? count : 1 + world.pick(count);
    }

    boolean hasUnread() {
        return taken < written;
    }

    /** The reader is gone, and what it has not read with it. */
    void abandon() {
        readerGone = true;
        taken = written;
        arrived = written;
        arrivals.clear();
        bytes.clear();
    }

    // ---- the script

    /** No read goes beyond the offset, which counts from what is written next. */
    public void splitAt(long offset) {
        splits.add(written + offset);
    }

    /** No read returns more. */
    public void splitEvery(int count) {
        largestRead = count;
    }

    /** Delays the bytes that are written from now on. They still arrive after all that was written before. */
    public void delay(long nanos) {
        delay = nanos;
    }

    /** The connection is lost once this many more bytes have been written. They still arrive. */
    public void cutAfter(long count) {
        cutAt = written + count;
        if (count == 0) {
            onCut.run();
        }
    }

    /** Nothing reaches the reader any more, or everything does again. */
    public void hold(boolean nowHeld) {
        held = nowHeld;
    }

    /** At each interval, at most this many bytes reach the reader. */
    public void trickle(int count, long nanos) {
        trickle = count;
        trickleEvery = nanos;
        trickleLeft = count;
        nextTrickle = world.now() + nanos;
        world.noteAt(nextTrickle);
    }

    /** This many bytes fit between the two ends. */
    public void capacity(int count) {
        capacity = count;
    }

    /** The bytes that were written and not read. */
    public int waiting() {
        return bytes.size();
    }
}
