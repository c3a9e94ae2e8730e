package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.transport.Workspace;

/**
 * An event loop with everything that its connections share.
 *
 * @param counters shared with the other loops of the same listener or connector
 */
record Worker(EventLoop loop, Workspace workspace, Counters counters) {}
