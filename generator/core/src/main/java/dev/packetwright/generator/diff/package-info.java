/** What has changed between two versions of a protocol, and whom that breaks. */
@NullMarked
package dev.packetwright.generator.diff;

import org.jspecify.annotations.NullMarked;
