/** What the tests of several packages share. */
@NullMarked
package dev.packetwright.runtime.testing;

import org.jspecify.annotations.NullMarked;
