package dev.packetwright.cli.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The payload of an IP packet that carries TCP, or of a fragment of one.
 *
 * @param from the address of the sender
 * @param to the address of the receiver
 * @param bytes the captured bytes of the payload
 * @param length the length of the payload on the network, in bytes
 * @param fragment the place of a fragment in its packet; empty if the packet is not fragmented
 */
record IpPayload(String from, String to, ByteBuffer bytes, int length, Optional<Fragment> fragment) {
    private static final int TCP = 6;
    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;

    /** The flag of a fragment that is followed by another one, in the headers of IPv4 and IPv6. */
    private static final int MORE_V4 = 0x2000;

    private static final int MORE_V6 = 1;

    /**
     * The place of a fragment in its packet.
     *
     * @param identification the number that all fragments of the packet have
     * @param offset the offset of the fragment in the payload of the packet, in bytes
     * @param isLast whether the packet ends with the fragment
     */
    record Fragment(int identification, int offset, boolean isLast) {}

    /** Returns the payload of an IPv4 or IPv6 packet. */
    static Optional<IpPayload> of(ByteBuffer ip) {
        if (!ip.hasRemaining()) {
            return Optional.empty();
        }
        return switch (Byte.toUnsignedInt(ip.get(0)) >> 4) {
            case 4 -> v4(ip);
            case 6 -> v6(ip);
            default -> Optional.empty();
        };
    }

    private static Optional<IpPayload> v4(ByteBuffer ip) {
        int header = 4 * (ip.get(0) & 0xf);
        if (ip.remaining() < V4_HEADER || header < V4_HEADER || ip.get(9) != TCP) {
            return Optional.empty();
        }
        int length = lengthOr(Short.toUnsignedInt(ip.getShort(2)), ip.remaining());
        return payload(ip, header, length, address(ip, 12, 4), address(ip, 16, 4), fragmentOfV4(ip));
    }

    private static Optional<Fragment> fragmentOfV4(ByteBuffer ip) {
        int place = Short.toUnsignedInt(ip.getShort(6));
        boolean hasMore = (place & MORE_V4) != 0;
        int offset = 8 * (place & 0x1fff);
        return hasMore || offset > 0
                ? Optional.of(new Fragment(Short.toUnsignedInt(ip.getShort(4)), offset, !hasMore))
                : Optional.empty();
    }

    private static Optional<IpPayload> v6(ByteBuffer ip) {
        if (ip.remaining() < V6_HEADER) {
            return Optional.empty();
        }
        int length = V6_HEADER + lengthOr(Short.toUnsignedInt(ip.getShort(4)), ip.remaining() - V6_HEADER);
        int next = ip.get(6);
        int at = V6_HEADER;
        Optional<Fragment> fragment = Optional.empty();
        while (next != TCP) {
            Optional<Integer> size = sizeOfExtension(next, ip, at);
            if (size.isEmpty()) {
                return Optional.empty();
            }
            fragment = next == FRAGMENT ? fragmentOfV6(ip, at) : fragment;
            next = ip.get(at);
            at += size.get();
        }
        return payload(ip, at, length, address(ip, 8, 16), address(ip, 24, 16), fragment);
    }

    private static Optional<Fragment> fragmentOfV6(ByteBuffer ip, int at) {
        int place = Short.toUnsignedInt(ip.getShort(at + 2));
        boolean hasMore = (place & MORE_V6) != 0;
        int offset = place & 0xfff8;
        return hasMore || offset > 0
                ? Optional.of(new Fragment(ip.getInt(at + 4), offset, !hasMore))
                : Optional.empty();
    }

    /** Returns the size of an extension header; empty if this is not an extension header. */
    private static Optional<Integer> sizeOfExtension(int type, ByteBuffer ip, int at) {
        if (at + 8 > ip.remaining()) {
            return Optional.empty();
        }
        int units = Byte.toUnsignedInt(ip.get(at + 1));
        return switch (type) {
            case 0, 43, 60 -> Optional.of(8 * (units + 1));
            case AUTHENTICATION -> Optional.of(4 * (units + 2));
            case FRAGMENT -> Optional.of(8);
            default -> Optional.empty();
        };
    }

    /**
     * Returns the written length, or else the captured length. If a network card splits segments for the system, the
     * written length can be 0.
     */
    private static int lengthOr(int written, int captured) {
        return written == 0 ? captured : written;
    }

    private static Optional<IpPayload> payload(
            ByteBuffer ip, int header, int length, String from, String to, Optional<Fragment> fragment) {
        int end = Math.min(length, ip.remaining());
        return header > end
                ? Optional.empty()
                : Optional.of(new IpPayload(from, to, ip.slice(header, end - header), length - header, fragment));
    }

    private static String address(ByteBuffer ip, int offset, int size) {
        byte[] address = new byte[size];
        ip.get(offset, address);
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException wrongSize) {
            throw new IllegalArgumentException(wrongSize);
        }
    }
}
