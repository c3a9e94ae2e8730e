package dev.packetwright.runtime.capture;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** The bytes of a TCP segment in an IP packet, with their checksums. */
final class TcpSegment {
    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int PSH = 0x08;
    static final int ACK = 0x10;

    private static final int TCP = 6;
    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;
    private static final int TCP_HEADER = 20;
    private static final int V4_ADDRESS = 4;
    private static final int V6_ADDRESS = 16;
    private static final short DO_NOT_FRAGMENT = 0x4000;
    private static final byte HOPS = 64;
    private static final short WINDOW = (short) 0xffff;

    private TcpSegment() {}

    static byte[] of(
            InetSocketAddress from, InetSocketAddress to, int sequence, int acknowledged, int flags, byte[] data) {
        byte[] source = from.getAddress().getAddress();
        byte[] target = to.getAddress().getAddress();
        return source.length == V4_ADDRESS && target.length == V4_ADDRESS
                ? inV4(source, target, tcp(source, target, from, to, sequence, acknowledged, flags, data))
                : inV6(
                        asV6(source),
                        asV6(target),
                        tcp(asV6(source), asV6(target), from, to, sequence, acknowledged, flags, data));
    }

    /** An IPv4 address in an IPv6 packet: {@code ::ffff:127.0.0.1}. */
    private static byte[] asV6(byte[] address) {
        return address.length == V6_ADDRESS
                ? address
                : ByteBuffer.allocate(V6_ADDRESS)
                        .putShort(10, (short) 0xffff)
                        .put(12, address)
                        .array();
    }

    private static byte[] inV4(byte[] source, byte[] target, byte[] tcp) {
        ByteBuffer packet = ByteBuffer.allocate(V4_HEADER + tcp.length)
                .putShort((short) 0x4500) // version 4, header of 5 words
                .putShort((short) (V4_HEADER + tcp.length))
                .putShort((short) 0)
                .putShort(DO_NOT_FRAGMENT)
                .put(HOPS)
                .put((byte) TCP)
                .putShort((short) 0) // the checksum
                .put(source)
                .put(target);
        packet.putShort(10, checksum(sum(packet.array(), V4_HEADER)));
        return packet.put(tcp).array();
    }

    private static byte[] inV6(byte[] source, byte[] target, byte[] tcp) {
        return ByteBuffer.allocate(V6_HEADER + tcp.length)
                .putInt(0x6000_0000) // version 6
                .putShort((short) tcp.length)
                .put((byte) TCP)
                .put(HOPS)
                .put(source)
                .put(target)
                .put(tcp)
                .array();
    }

    private static byte[] tcp(
            byte[] source,
            byte[] target,
            InetSocketAddress from,
            InetSocketAddress to,
            int sequence,
            int acknowledged,
            int flags,
            byte[] data) {
        ByteBuffer segment = ByteBuffer.allocate(TCP_HEADER + data.length)
                .putShort((short) from.getPort())
                .putShort((short) to.getPort())
                .putInt(sequence)
                .putInt(acknowledged)
                .put((byte) ((TCP_HEADER / 4) << 4))
                .put((byte) flags)
                .putShort(WINDOW)
                .putInt(0) // the checksum, and the urgent pointer
                .put(data);
        byte[] bytes = segment.array();
        long pseudoHeader = sum(source, source.length) + sum(target, target.length) + TCP + bytes.length;
        segment.putShort(16, checksum(pseudoHeader + sum(bytes, bytes.length)));
        return bytes;
    }

    /** The sum of the 16-bit words; a byte is missing at the end of an odd number of bytes. */
    private static long sum(byte[] bytes, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (long) Byte.toUnsignedInt(bytes[i]) << (i % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private static short checksum(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (short) ~folded;
    }
}
