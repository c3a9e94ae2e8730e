/** What every benchmark tells beside its figures. */
@NullMarked
package dev.packetwright.benchmarks.report;

import org.jspecify.annotations.NullMarked;
