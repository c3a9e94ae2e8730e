/** The rules that a resolved protocol must keep to be generated. */
@NullMarked
package dev.packetwright.generator.validate;

import org.jspecify.annotations.NullMarked;
