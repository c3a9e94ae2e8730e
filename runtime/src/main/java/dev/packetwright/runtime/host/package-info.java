/**
 * What the runtime needs of the machine that it runs on. Exported only to the test kit, which takes the place of the
 * machine.
 */
@NullMarked
package dev.packetwright.runtime.host;

import org.jspecify.annotations.NullMarked;
