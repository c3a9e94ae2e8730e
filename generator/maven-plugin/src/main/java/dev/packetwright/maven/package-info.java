/** The Maven plugin: goals in, diagnostics and files out. */
@NullMarked
package dev.packetwright.maven;

import org.jspecify.annotations.NullMarked;
