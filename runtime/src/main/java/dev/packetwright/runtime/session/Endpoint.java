package dev.packetwright.runtime.session;

import java.io.IOException;

/** What a loop's selection key stands for. All methods run on the loop's thread. */
interface Endpoint {
    /** The channel is ready for an operation that the key is interested in. */
    void ready() throws IOException;

    /** The loop shuts down: come to an end soon. */
    void close();

    /** Come to an end in this turn of the loop. */
    void abort();
}
