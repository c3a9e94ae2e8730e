/**
 * The target {@code typescript}: one ES module for browsers and Node. It writes types that the compiler can erase, and
 * functions that bundlers leave out one by one.
 */
@NullMarked
package dev.packetwright.generator.target.typescript;

import org.jspecify.annotations.NullMarked;
