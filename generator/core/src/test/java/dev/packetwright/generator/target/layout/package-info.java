@NullMarked
package dev.packetwright.generator.target.layout;

import org.jspecify.annotations.NullMarked;
