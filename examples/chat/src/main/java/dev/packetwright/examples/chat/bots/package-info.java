/** A crowd of bots that count the lines they receive. */
@NullMarked
package dev.packetwright.examples.chat.bots;

import org.jspecify.annotations.NullMarked;
