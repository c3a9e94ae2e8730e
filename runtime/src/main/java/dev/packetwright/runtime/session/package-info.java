/**
 * Sessions, and the listeners and connectors that make them.
 *
 * <p>A {@link dev.packetwright.runtime.session.Listener} accepts connections, a {@link
 * dev.packetwright.runtime.session.Connector} opens them, and both give each connection a {@link
 * dev.packetwright.runtime.session.Session} from a factory. Each session belongs to one event loop, which is a thread
 * that serves many sessions. All callbacks of the session run on that thread, one at a time, in order, and with no lock
 * held. A callback that blocks delays every other session of its loop; run blocking work on another thread.
 *
 * <p>The thread that sends a packet appends it to the session's send queue. The loop writes the queue at the end of its
 * turn, so many small packets become one write.
 */
@NullMarked
package dev.packetwright.runtime.session;

import org.jspecify.annotations.NullMarked;
