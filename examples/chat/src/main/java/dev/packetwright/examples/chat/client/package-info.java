/** The console client. */
@NullMarked
package dev.packetwright.examples.chat.client;

import org.jspecify.annotations.NullMarked;
