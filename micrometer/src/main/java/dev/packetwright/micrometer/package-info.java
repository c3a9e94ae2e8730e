/** The counters of listeners and connectors as meters of Micrometer. */
@NullMarked
package dev.packetwright.micrometer;

import org.jspecify.annotations.NullMarked;
