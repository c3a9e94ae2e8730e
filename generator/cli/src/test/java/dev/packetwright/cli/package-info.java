/** The command line, as a shell sees it. */
@NullMarked
package dev.packetwright.cli;

import org.jspecify.annotations.NullMarked;
