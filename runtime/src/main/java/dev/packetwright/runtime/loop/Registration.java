package dev.packetwright.runtime.loop;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A channel's place in its loop: the operations that the loop waits for, and the handler of their events. It stays the
 * same while a connection passes from one handler to the next, and when the loop replaces its selector. Used by the
 * loop's thread only.
 */
public final class Registration {
    private SelectionKey key;
    private int interest;
    private @Nullable LoopHandler handler;

    private Registration(SelectionKey key, int interest) {
        this.key = key;
        this.interest = interest;
    }

    static Registration of(SelectableChannel channel, Selector selector, int operations) throws IOException {
        SelectionKey key = channel.register(selector, operations);
        var registration = new Registration(key, operations);
        key.attach(registration);
        return registration;
    }

    static Registration of(SelectionKey key) {
        return (Registration) key.attachment();
    }

    public SelectableChannel channel() {
        return key.channel();
    }

    /** False as soon as the channel is closed. */
    public boolean isValid() {
        return key.isValid();
    }

    LoopHandler handler() {
        return Objects.requireNonNull(handler, "a channel has no handler");
    }

    /** Sets the handler of all later events. Call it before the current turn ends. */
    public void handleBy(LoopHandler newHandler) {
        handler = newHandler;
    }

    // ---- the operations of SelectionKey

    /** Waits for these operations and no others. */
    public void set(int operations) {
        if (operations != interest) {
            key.interestOps(operations);
            interest = operations;
        }
    }

    /** Waits for this operation as well. */
    public void want(int operation) {
        set(interest | operation);
    }

    /** Waits for this operation no longer. */
    public void drop(int operation) {
        set(interest & ~operation);
    }

    /** Whether the loop waits for this operation. */
    public boolean wants(int operation) {
        return (interest & operation) != 0;
    }

    public boolean isReadable() {
        return key.isReadable();
    }

    public boolean isWritable() {
        return key.isWritable();
    }

    /** Closes the channel. The operating system frees it before the loop waits again. */
    public void close() {
        Quietly.close(key.channel());
    }

    void moveTo(Selector selector) throws IOException {
        key = key.channel().register(selector, interest, this);
    }
}
