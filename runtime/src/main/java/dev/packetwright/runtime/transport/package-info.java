/** How the bytes of a connection travel: over TCP, plain or with TLS. Not exported. */
@NullMarked
package dev.packetwright.runtime.transport;

import org.jspecify.annotations.NullMarked;
