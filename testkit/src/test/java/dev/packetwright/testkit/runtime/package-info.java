/**
 * Tests of the runtime that need time or a slow peer: timeouts, rates, paces, timers. They are here, and not beside the
 * code that they test, because the runtime cannot depend on the test kit, which depends on it.
 */
@NullMarked
package dev.packetwright.testkit.runtime;

import org.jspecify.annotations.NullMarked;
