/**
 * Connections and the sessions on them.
 *
 * <p>A {@link dev.packetwright.runtime.session.Listener} accepts connections, a
 * {@link dev.packetwright.runtime.session.Connector} makes them, and both give each connection a
 * {@link dev.packetwright.runtime.session.Session} out of a factory. Each session belongs to one event loop, a thread
 * that serves many of them, and all its callbacks run on that thread: one at a time, in order, with no lock held. A
 * callback that blocks keeps every other session of its loop waiting; hand such work to a thread of its own.
 *
 * <p>What is sent is appended to the session's queue by the caller's thread, and written by the loop at the end of its
 * turn: many small packets become one write.
 */
@NullMarked
package dev.packetwright.runtime.session;

import org.jspecify.annotations.NullMarked;
