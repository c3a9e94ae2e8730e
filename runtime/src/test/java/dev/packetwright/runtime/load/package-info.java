/** Tests of the memory that many connections take, and of minutes of connecting and disconnecting. */
@NullMarked
package dev.packetwright.runtime.load;

import org.jspecify.annotations.NullMarked;
