/** The growth of costs with sizes and numbers. */
@NullMarked
package dev.packetwright.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
