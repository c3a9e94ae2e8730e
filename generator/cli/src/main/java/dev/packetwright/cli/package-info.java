/** The command {@code packetwright}: options in, diagnostics and files out. */
@NullMarked
package dev.packetwright.cli;

import org.jspecify.annotations.NullMarked;
