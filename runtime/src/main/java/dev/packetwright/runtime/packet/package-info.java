/**
 * Packets as bytes: what generated code is made of.
 *
 * <p>A packet on the wire is a header of four bytes, {@code u16 size} (of the whole packet) and {@code u16 id}, and
 * then its members in the order of the PDL. All numbers are little-endian, nothing is padded. A {@code string} is
 * {@code u16 byteLength} and UTF-16LE, a {@code list} is {@code u16 count} and its elements.
 */
@NullMarked
package dev.packetwright.runtime.packet;

import org.jspecify.annotations.NullMarked;
