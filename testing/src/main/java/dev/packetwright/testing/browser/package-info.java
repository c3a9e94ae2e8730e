/** Pages in a real browser. */
@NullMarked
package dev.packetwright.testing.browser;

import org.jspecify.annotations.NullMarked;
