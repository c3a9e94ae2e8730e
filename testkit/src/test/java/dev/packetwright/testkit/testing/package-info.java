/** Sessions that several tests use. */
@NullMarked
package dev.packetwright.testkit.testing;

import org.jspecify.annotations.NullMarked;
