/** What is wrong with a PDL file, where, and what to do about it. */
@NullMarked
package dev.packetwright.generator.diagnostic;

import org.jspecify.annotations.NullMarked;
