/** Generated code, really compiled and run. */
@NullMarked
package dev.packetwright.generator.compiled;

import org.jspecify.annotations.NullMarked;
