/** Groups of sessions that one packet is sent to at once. */
@NullMarked
package dev.packetwright.runtime.group;

import org.jspecify.annotations.NullMarked;
