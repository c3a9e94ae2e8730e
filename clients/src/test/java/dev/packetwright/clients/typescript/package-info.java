/** The tests of the TypeScript client runtime. */
@NullMarked
package dev.packetwright.clients.typescript;

import org.jspecify.annotations.NullMarked;
