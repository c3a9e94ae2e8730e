/** Helpers of tests in several modules: certificates of an authority of their own, and programs in C#. */
@NullMarked
package dev.packetwright.testing;

import org.jspecify.annotations.NullMarked;
