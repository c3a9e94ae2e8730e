/** The compared servers, each in a process of its own. */
@NullMarked
package dev.packetwright.benchmarks.net.server;

import org.jspecify.annotations.NullMarked;
