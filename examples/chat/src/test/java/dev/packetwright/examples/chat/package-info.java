@NullMarked
package dev.packetwright.examples.chat;

import org.jspecify.annotations.NullMarked;
