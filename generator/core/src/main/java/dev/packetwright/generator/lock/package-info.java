/** The ids that packets have been given, kept beside the PDL. */
@NullMarked
package dev.packetwright.generator.lock;

import org.jspecify.annotations.NullMarked;
