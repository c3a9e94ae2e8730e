/** Checks the rules that a resolved protocol must satisfy before code can be generated. */
@NullMarked
package dev.packetwright.generator.validate;

import org.jspecify.annotations.NullMarked;
