/** Examples of packets, written by the codec. */
@NullMarked
package dev.packetwright.generator.example;

import org.jspecify.annotations.NullMarked;
