/** Cards of pages: pictures, tables and examples of the bytes of packets, structs and enums. */
@NullMarked
package dev.packetwright.generator.card;

import org.jspecify.annotations.NullMarked;
