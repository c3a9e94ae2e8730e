/** Helpers for the tests of several packages. */
@NullMarked
package dev.packetwright.runtime.testing;

import org.jspecify.annotations.NullMarked;
