/** Tests that compile generated code and run it. */
@NullMarked
package dev.packetwright.generator.compiled;

import org.jspecify.annotations.NullMarked;
