/**
 * Tests of the test kit. The tests of the runtime's timeouts and limits are in packages of their own below, because the
 * runtime's own module cannot depend on the test kit.
 */
@NullMarked
package dev.packetwright.testkit;

import org.jspecify.annotations.NullMarked;
