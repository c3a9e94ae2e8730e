/** The target {@code wireshark}: a dissector that shows the packets of a protocol in Wireshark. */
@NullMarked
package dev.packetwright.generator.target.wireshark;

import org.jspecify.annotations.NullMarked;
