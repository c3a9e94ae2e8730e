/** The gate that a peer passes before its packets are delivered. Knows no sockets. Not exported. */
@NullMarked
package dev.packetwright.runtime.admission;

import org.jspecify.annotations.NullMarked;
