package dev.packetwright.clients.page;

import java.util.List;

/** Somebody in the room. */
interface Participant extends AutoCloseable {
    /** The lines of all heard so far, in their order. */
    List<String> heard();

    /** Says a line. */
    void say(String line);

    @Override
    void close();
}
