/** The parts of a report that all benchmarks share. */
@NullMarked
package dev.packetwright.benchmarks.report;

import org.jspecify.annotations.NullMarked;
