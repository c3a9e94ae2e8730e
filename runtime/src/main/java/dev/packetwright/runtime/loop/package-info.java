/** Event loops: one thread and one selector each, with the channels that are registered there. Not exported. */
@NullMarked
package dev.packetwright.runtime.loop;

import org.jspecify.annotations.NullMarked;
