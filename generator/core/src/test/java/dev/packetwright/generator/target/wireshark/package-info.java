@NullMarked
package dev.packetwright.generator.target.wireshark;

import org.jspecify.annotations.NullMarked;
