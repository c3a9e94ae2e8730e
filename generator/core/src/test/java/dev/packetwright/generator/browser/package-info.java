/** The text of pages, as a browser shows it. */
@NullMarked
package dev.packetwright.generator.browser;

import org.jspecify.annotations.NullMarked;
