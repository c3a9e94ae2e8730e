/** Rates: a token bucket, and the limits on what one session receives. Knows no sockets. Not exported. */
@NullMarked
package dev.packetwright.runtime.limit;

import org.jspecify.annotations.NullMarked;
