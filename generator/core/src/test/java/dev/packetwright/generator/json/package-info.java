@NullMarked
package dev.packetwright.generator.json;

import org.jspecify.annotations.NullMarked;
