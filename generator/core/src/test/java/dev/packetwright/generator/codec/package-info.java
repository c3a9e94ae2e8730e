@NullMarked
package dev.packetwright.generator.codec;

import org.jspecify.annotations.NullMarked;
