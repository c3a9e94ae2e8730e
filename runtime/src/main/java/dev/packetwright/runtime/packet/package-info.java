/**
 * Packets and the bytes of the wire.
 *
 * <p>On the wire, a packet is a header of four bytes, {@code u16 size} (of the whole packet) and {@code u16 id},
 * followed by its members in the order of the PDL. Numbers are little-endian, and there is no padding. A {@code string}
 * is a {@code u16 byteLength} and UTF-16LE; a {@code list} is a {@code u16 count} and its elements.
 *
 * <p>People use {@link dev.packetwright.runtime.packet.PacketReader}, {@link
 * dev.packetwright.runtime.packet.PacketWriter} and the values in packets: {@link
 * dev.packetwright.runtime.packet.Bytes} and {@link dev.packetwright.runtime.packet.ScalarList}. These classes are for
 * generated code: {@link dev.packetwright.runtime.packet.PacketMembers}, {@link
 * dev.packetwright.runtime.packet.PacketSize} and {@link dev.packetwright.runtime.packet.EnumValues}.
 */
@NullMarked
package dev.packetwright.runtime.packet;

import org.jspecify.annotations.NullMarked;
