package dev.packetwright.runtime.testing;

/** Tells for a stream of packets whether it is between two packets. */
final class PacketBoundaries {
    private int left;
    private int first = -1;
    private boolean lost;

    /** Returns whether a packet ends behind these bytes. Bytes that are no packets have no ends. */
    boolean endWith(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length && !lost; i++) {
            if (left > 0) {
                left--;
            } else if (first < 0) {
                first = Byte.toUnsignedInt(bytes[i]);
            } else {
                int size = first | Byte.toUnsignedInt(bytes[i]) << 8;
                lost = size < 4;
                left = size - 2;
                first = -1;
            }
        }
        return !lost && left == 0 && first < 0;
    }
}
