package dev.packetwright.runtime.loop;

import java.io.IOException;

/** Handles the events of one registered channel. All methods run on the loop's thread. */
public interface LoopHandler {
    /** The channel is ready for an operation that its {@link Registration} asks for. */
    void ready() throws IOException;

    /** The loop is shutting down: end soon. */
    void close();

    /** The loop will shut down: accept nothing new, and notify the user. */
    default void drain() {
        close();
    }

    /** End in this turn of the loop. */
    void abort();

    /** Called about once a second to check timeouts, with the {@linkplain EventLoop#time time} of the loop. */
    default void sweep(long now) {}
}
