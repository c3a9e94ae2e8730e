@NullMarked
package dev.packetwright.cluster;

import org.jspecify.annotations.NullMarked;
