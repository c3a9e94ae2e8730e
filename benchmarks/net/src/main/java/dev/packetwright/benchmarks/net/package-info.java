/** The costs of a packet and of a connection for a server: runs and report. */
@NullMarked
package dev.packetwright.benchmarks.net;

import org.jspecify.annotations.NullMarked;
