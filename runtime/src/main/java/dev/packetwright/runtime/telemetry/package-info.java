/** How the runtime is seen from outside: logs and flight recordings that no peer can fill. For the runtime alone. */
@NullMarked
package dev.packetwright.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
