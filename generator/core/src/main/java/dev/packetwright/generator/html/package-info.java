/** Offline pages: elements whose text is always escaped, and the frame of a page with its contents, search and styles. */
@NullMarked
package dev.packetwright.generator.html;

import org.jspecify.annotations.NullMarked;
