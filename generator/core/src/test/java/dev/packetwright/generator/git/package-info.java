@NullMarked
package dev.packetwright.generator.git;

import org.jspecify.annotations.NullMarked;
