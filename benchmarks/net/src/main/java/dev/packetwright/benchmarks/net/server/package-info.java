/** The servers that are compared, each a process of its own. */
@NullMarked
package dev.packetwright.benchmarks.net.server;

import org.jspecify.annotations.NullMarked;
