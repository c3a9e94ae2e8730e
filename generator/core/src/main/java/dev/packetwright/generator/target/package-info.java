/**
 * The languages and formats that a protocol is generated for: {@link dev.packetwright.generator.target.Target} is one of
 * them. Targets do no input or output.
 */
@NullMarked
package dev.packetwright.generator.target;

import org.jspecify.annotations.NullMarked;
