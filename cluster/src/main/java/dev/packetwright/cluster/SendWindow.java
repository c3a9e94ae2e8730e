package dev.packetwright.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The send window of a reliable stream: the numbered messages that the receiver has not acknowledged, within bounds. The
 * first message of a stream has the number 1. Not safe for use by two threads at once.
 *
 * @param <T> the messages
 */
final class SendWindow<T> {
    private final int maxCount;
    private final long maxBytes;
    private final ToIntFunction<? super T> sizeOf;
    private final Deque<T> unacked = new ArrayDeque<>();
    private long acked;
    private long bytes;

    SendWindow(int maxCount, long maxBytes, ToIntFunction<? super T> sizeOf) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
        this.sizeOf = sizeOf;
    }

    /**
     * Adds the next message if it fits within the bounds.
     *
     * @param size the size of the message in bytes
     * @param message creates the message from its number
     * @return the message, or null if the window is full
     */
    @Nullable
    T offer(int size, LongFunction<? extends T> message) {
        boolean fits = unacked.size() < maxCount && bytes + size <= maxBytes;
        return fits ? add(message) : null;
    }

    /** Adds the next message even if the window is full. */
    T add(LongFunction<? extends T> message) {
        T added = message.apply(last() + 1);
        unacked.add(added);
        bytes += sizeOf.applyAsInt(added);
        return added;
    }

    /**
     * Removes the messages up to a number. Does nothing if they were removed before; numbers beyond {@link #last} remove
     * all.
     *
     * @param removed receives each removed message, in order
     */
    void ack(long number, Consumer<? super T> removed) {
        while (acked < number && !unacked.isEmpty()) {
            T first = unacked.remove();
            acked++;
            bytes -= sizeOf.applyAsInt(first);
            removed.accept(first);
        }
    }

    /** Passes the messages from a number on to the consumer, in order; all if the number was acknowledged. */
    void resendFrom(long number, Consumer<? super T> send) {
        unacked.stream().skip(Math.max(0, number - acked - 1)).forEach(send);
    }

    /** Ends the stream and begins a new one, whose first message has the number 1. Returns the removed messages. */
    List<T> restart() {
        List<T> removed = unacked();
        unacked.clear();
        acked = 0;
        bytes = 0;
        return removed;
    }

    /** The messages that are not acknowledged, in order. */
    List<T> unacked() {
        return List.copyOf(unacked);
    }

    /** The oldest message that is not acknowledged, or null if there is none. */
    @Nullable
    T oldest() {
        return unacked.peek();
    }

    /** The number of the last acknowledged message, 0 if there is none. */
    long acked() {
        return acked;
    }

    /** The number of the last message, 0 if there is none. */
    long last() {
        return acked + unacked.size();
    }

    boolean isEmpty() {
        return unacked.isEmpty();
    }
}
