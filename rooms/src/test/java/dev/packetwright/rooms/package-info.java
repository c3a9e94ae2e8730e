@NullMarked
package dev.packetwright.rooms;

import org.jspecify.annotations.NullMarked;
