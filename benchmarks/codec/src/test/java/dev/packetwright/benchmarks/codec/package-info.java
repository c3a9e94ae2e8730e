/** Whether the contestants do what they are measured at. */
@NullMarked
package dev.packetwright.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
