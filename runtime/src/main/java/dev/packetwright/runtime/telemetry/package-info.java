/** Bounded logs and flight recorder events. Exported to modules of this project only. */
@NullMarked
package dev.packetwright.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
