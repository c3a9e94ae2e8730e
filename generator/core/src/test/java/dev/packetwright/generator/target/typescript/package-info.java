@NullMarked
package dev.packetwright.generator.target.typescript;

import org.jspecify.annotations.NullMarked;
