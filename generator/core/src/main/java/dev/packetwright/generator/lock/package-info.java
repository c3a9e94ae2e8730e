/** The lock file, which keeps the ids of packets for ever. */
@NullMarked
package dev.packetwright.generator.lock;

import org.jspecify.annotations.NullMarked;
