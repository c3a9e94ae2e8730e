/** PDL files that come out of jars, as builds share them. */
@NullMarked
package dev.packetwright.generator.artifact;

import org.jspecify.annotations.NullMarked;
