/**
 * Sessions in memory, for tests of servers and clients. A {@link dev.packetwright.testkit.TestNetwork} takes the place of
 * the operating system under the runtime: listeners, connectors, sessions, limits, TLS, job queues and timers are the
 * real ones, but there is no socket and no thread, time is turned by hand, and the same seed gives the same order.
 */
@NullMarked
package dev.packetwright.testkit;

import org.jspecify.annotations.NullMarked;
