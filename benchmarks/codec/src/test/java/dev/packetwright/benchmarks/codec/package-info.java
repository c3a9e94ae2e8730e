/** Tests that each contestant does the work that it is measured at. */
@NullMarked
package dev.packetwright.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
