/** Tests of handlers per second, in memory and over sockets. */
@NullMarked
package dev.packetwright.benchmarks.testkit;

import org.jspecify.annotations.NullMarked;
