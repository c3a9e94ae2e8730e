package dev.packetwright.cli.capture;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The link headers before the IP packet in a frame, by link types as numbered by tcpdump.org. */
final class Links {
    private static final int ETHERNET_HEADER = 14;
    private static final int COOKED_HEADER = 16;
    private static final int COOKED_2_HEADER = 20;
    private static final int FAMILY = 4;
    private static final int VLAN_TAG = 4;

    /** The type of PPP over Ethernet, which many DSL connections use, and the size of its header. */
    private static final int PPPOE = 0x8864;

    private static final int PPPOE_HEADER = 8;

    private Links() {}

    static boolean isKnown(int linkType) {
        return switch (linkType) {
            case 0, 1, 12, 14, 101, 108, 113, 228, 229, 276 -> true;
            default -> false;
        };
    }

    /** Returns the IP packet in a frame, if it contains one. */
    static Optional<ByteBuffer> ip(Frame frame) {
        ByteBuffer bytes = frame.bytes();
        return switch (frame.linkType()) {
            case 0, 108 -> after(bytes, FAMILY);
            case 1 -> behindType(bytes, ETHERNET_HEADER - Short.BYTES, ETHERNET_HEADER);
            case 113 -> behindType(bytes, COOKED_HEADER - Short.BYTES, COOKED_HEADER);
            case 276 -> behindType(bytes, 0, COOKED_2_HEADER);
            case 12, 14, 101, 228, 229 -> Optional.of(bytes);
            default -> Optional.empty();
        };
    }

    /** Skips the tags of virtual networks, of which a frame can have several, and the header of PPP over Ethernet. */
    private static Optional<ByteBuffer> behindType(ByteBuffer bytes, int typeAt, int header) {
        if (bytes.remaining() < header) {
            return Optional.empty();
        }
        int type = Short.toUnsignedInt(bytes.getShort(typeAt));
        int at = header;
        while (isVlan(type) && bytes.remaining() >= at + VLAN_TAG) {
            type = Short.toUnsignedInt(bytes.getShort(at + Short.BYTES));
            at += VLAN_TAG;
        }
        if (type == PPPOE && bytes.remaining() >= at + PPPOE_HEADER) {
            boolean isIp = isIpInPpp(Short.toUnsignedInt(bytes.getShort(at + PPPOE_HEADER - Short.BYTES)));
            return isIp ? after(bytes, at + PPPOE_HEADER) : Optional.empty();
        }
        return type == 0x0800 || type == 0x86dd ? after(bytes, at) : Optional.empty();
    }

    private static boolean isIpInPpp(int protocol) {
        return protocol == 0x0021 || protocol == 0x0057;
    }

    private static boolean isVlan(int type) {
        return type == 0x8100 || type == 0x88a8 || type == 0x9100;
    }

    private static Optional<ByteBuffer> after(ByteBuffer bytes, int offset) {
        return bytes.remaining() < offset
                ? Optional.empty()
                : Optional.of(bytes.slice(offset, bytes.remaining() - offset));
    }
}
