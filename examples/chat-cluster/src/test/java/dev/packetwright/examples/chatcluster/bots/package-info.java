@NullMarked
package dev.packetwright.examples.chatcluster.bots;

import org.jspecify.annotations.NullMarked;
