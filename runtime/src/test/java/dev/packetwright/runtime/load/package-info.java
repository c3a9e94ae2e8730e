/** What many connections cost, and what becomes of them in the long run. */
@NullMarked
package dev.packetwright.runtime.load;

import org.jspecify.annotations.NullMarked;
