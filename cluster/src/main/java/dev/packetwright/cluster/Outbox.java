package dev.packetwright.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbered messages that the other side has not confirmed, of which there may only be so many and so large ones. Not safe
 * for use by two threads at once.
 */
final class Outbox<T> {
    private final int maxCount;
    private final long maxBytes;
    private final ToIntFunction<? super T> sizeOf;
    private final Deque<T> unconfirmed = new ArrayDeque<>();
    private long confirmed;
    private long bytes;

    Outbox(int maxCount, long maxBytes, ToIntFunction<? super T> sizeOf) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
        this.sizeOf = sizeOf;
    }

    /** Adds the message that is made of the next number, and returns it; or null if there is no room for so many bytes. */
    @Nullable
    T offer(int size, LongFunction<? extends T> message) {
        boolean fits = unconfirmed.size() < maxCount && bytes + size <= maxBytes;
        return fits ? add(message) : null;
    }

    /** Adds a message without regard to the bounds. */
    T add(LongFunction<? extends T> message) {
        T added = message.apply(last() + 1);
        unconfirmed.add(added);
        bytes += sizeOf.applyAsInt(added);
        return added;
    }

    /** Forgets the messages up to that number; each of them is given to the consumer. */
    void confirm(long number, Consumer<? super T> consumer) {
        while (confirmed < number && !unconfirmed.isEmpty()) {
            T first = unconfirmed.remove();
            confirmed++;
            bytes -= sizeOf.applyAsInt(first);
            consumer.accept(first);
        }
    }

    void forEach(Consumer<? super T> consumer) {
        unconfirmed.forEach(consumer);
    }

    /** The number of the last message that has been confirmed, 0 if there was none. */
    long confirmed() {
        return confirmed;
    }

    /** The number of the last message, 0 if there was none. */
    long last() {
        return confirmed + unconfirmed.size();
    }

    int size() {
        return unconfirmed.size();
    }
}
