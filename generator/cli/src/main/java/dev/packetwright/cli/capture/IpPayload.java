package dev.packetwright.cli.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The payload of an IP packet that carries TCP.
 *
 * @param from the address of the sender
 * @param to the address of the receiver
 * @param bytes the captured bytes of the payload
 * @param length the length of the payload on the network, in bytes
 */
record IpPayload(String from, String to, ByteBuffer bytes, int length) {
    private static final int TCP = 6;
    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;

    /**
     * Returns the payload of an IPv4 or IPv6 packet. Returns empty for a fragment, because it has only a part of the
     * segment.
     */
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
        if (ip.remaining() < V4_HEADER || header < V4_HEADER || ip.get(9) != TCP || (ip.getShort(6) & 0x3fff) != 0) {
            return Optional.empty();
        }
        int length = lengthOr(Short.toUnsignedInt(ip.getShort(2)), ip.remaining());
        return payload(ip, header, length, address(ip, 12, 4), address(ip, 16, 4));
    }

    private static Optional<IpPayload> v6(ByteBuffer ip) {
        if (ip.remaining() < V6_HEADER) {
            return Optional.empty();
        }
        int length = V6_HEADER + lengthOr(Short.toUnsignedInt(ip.getShort(4)), ip.remaining() - V6_HEADER);
        int next = ip.get(6);
        int at = V6_HEADER;
        while (next != TCP) {
            Optional<Integer> size = sizeOfExtension(next, ip, at);
            if (size.isEmpty()) {
                return Optional.empty();
            }
            next = ip.get(at);
            at += size.get();
        }
        return payload(ip, at, length, address(ip, 8, 16), address(ip, 24, 16));
    }

    /** Returns the size of an extension header; empty if this is not an extension header of an unfragmented packet. */
    private static Optional<Integer> sizeOfExtension(int type, ByteBuffer ip, int at) {
        if (at + 8 > ip.remaining()) {
            return Optional.empty();
        }
        int units = Byte.toUnsignedInt(ip.get(at + 1));
        return switch (type) {
            case 0, 43, 60 -> Optional.of(8 * (units + 1));
            case AUTHENTICATION -> Optional.of(4 * (units + 2));
            case FRAGMENT -> (ip.getShort(at + 2) & 0xfff9) == 0 ? Optional.of(8) : Optional.empty();
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

    private static Optional<IpPayload> payload(ByteBuffer ip, int header, int length, String from, String to) {
        int end = Math.min(length, ip.remaining());
        return header > end
                ? Optional.empty()
                : Optional.of(new IpPayload(from, to, ip.slice(header, end - header), length - header));
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
