/** The lock file: the ids that packets keep for ever. */
@NullMarked
package dev.packetwright.generator.lock;

import org.jspecify.annotations.NullMarked;
