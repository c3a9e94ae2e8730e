/** A crowd of bots that count what they hear. */
@NullMarked
package dev.packetwright.examples.chat.bots;

import org.jspecify.annotations.NullMarked;
