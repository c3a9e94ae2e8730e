/** What a packet and a connection cost a server: the runs, and what is told of them. */
@NullMarked
package dev.packetwright.benchmarks.net;

import org.jspecify.annotations.NullMarked;
