@NullMarked
package dev.packetwright.micrometer;

import org.jspecify.annotations.NullMarked;
