package dev.packetwright.runtime.session;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/** What a loop's selection key stands for. All methods run on the loop's thread. */
interface Endpoint {
    /** The channel is ready for an operation that the key is interested in. */
    void ready() throws IOException;

    /** The loop shuts down: come to an end soon. */
    void close();

    /** The loop will shut down: take nothing new, and tell whoever wants to know. */
    default void drain() {
        close();
    }

    /** Come to an end in this turn of the loop. */
    void abort();

    /** About a second has passed since the last time: look after what takes time. */
    default void sweep(long now) {}

    /** The loop has another selector now, and the channel another key. */
    void rekey(SelectionKey newKey);
}
