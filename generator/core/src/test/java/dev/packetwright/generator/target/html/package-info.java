@NullMarked
package dev.packetwright.generator.target.html;

import org.jspecify.annotations.NullMarked;
