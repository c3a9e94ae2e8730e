/** A browser for the tests of pages. */
@NullMarked
package dev.packetwright.generator.browser;

import org.jspecify.annotations.NullMarked;
