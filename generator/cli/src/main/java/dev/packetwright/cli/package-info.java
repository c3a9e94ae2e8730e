/** The command {@code packetwright}. */
@NullMarked
package dev.packetwright.cli;

import org.jspecify.annotations.NullMarked;
