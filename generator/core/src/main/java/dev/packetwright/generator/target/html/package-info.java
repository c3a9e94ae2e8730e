/** The target {@code html}: one offline page that shows a protocol to people. */
@NullMarked
package dev.packetwright.generator.target.html;

import org.jspecify.annotations.NullMarked;
