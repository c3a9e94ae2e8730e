/** The clients of a run, in a process of their own with one thread. */
@NullMarked
package dev.packetwright.benchmarks.net.load;

import org.jspecify.annotations.NullMarked;
