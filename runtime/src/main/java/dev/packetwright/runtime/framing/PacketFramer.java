package dev.packetwright.runtime.framing;

import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;

/**
 * Cuts a stream into packets, by the size that each header declares. It keeps no bytes: a packet that is not complete
 * is left to the caller, who presents it again with more bytes behind it.
 */
public final class PacketFramer {
    /** Receives the packets of a stream. */
    public interface Sink {
        /** Whether the sink accepts another packet now. Asked before each packet. */
        boolean isReady();

        /** Accepts one packet, header included. The array is valid during this call only. */
        void accept(byte[] bytes, int offset, int size);
    }

    private static final int SIZE_BYTES = 2;

    private final int maxSize;

    /** Makes a framer that rejects packets over the given size in bytes, header included. */
    public PacketFramer(int maxSize) {
        this.maxSize = maxSize;
    }

    /**
     * Passes each complete packet to the sink, until the sink is not ready or no packet is complete.
     *
     * @return the number of bytes passed on
     * @throws MalformedPacketException if a declared size is out of range; the packets before it have been passed on
     */
    public int cut(byte[] bytes, int offset, int length, Sink sink) {
        int at = offset;
        int end = offset + length;
        while (end - at >= SIZE_BYTES && sink.isReady()) {
            int size = checked(sizeAt(bytes, at));
            if (size > end - at) {
                break;
            }
            sink.accept(bytes, at, size);
            at += size;
        }
        return at - offset;
    }

    private int checked(int size) {
        if (size < Packet.HEADER_SIZE || size > maxSize) {
            throw new MalformedPacketException(
                    "header.size", 0, "is " + size + ", not " + Packet.HEADER_SIZE + " to " + maxSize);
        }
        return size;
    }

    /** Returns the number of bytes needed before the packet that begins here can be cut, as far as it is known. */
    public static int wanted(byte[] bytes, int offset, int length) {
        return length < SIZE_BYTES ? SIZE_BYTES : sizeAt(bytes, offset);
    }

    /** Describes a packet that is not complete. */
    public static String describePartial(int length, int wanted) {
        return "in the middle of a packet (" + length + " of " + Math.max(wanted, Packet.HEADER_SIZE) + " bytes)";
    }

    /**
     * Counts the packets in an array that must consist of complete packets.
     *
     * @throws IllegalArgumentException if it does not
     */
    public static int countWhole(byte[] packets) {
        int count = 0;
        int at = 0;
        while (at < packets.length) {
            int left = packets.length - at;
            int size = left < SIZE_BYTES ? 0 : sizeAt(packets, at);
            if (size < Packet.HEADER_SIZE || size > left) {
                throw new IllegalArgumentException("not a whole packet at byte " + at + " of " + packets.length);
            }
            at += size;
            count++;
        }
        return count;
    }

    private static int sizeAt(byte[] bytes, int offset) {
        return unsignedShortAt(bytes, offset);
    }

    /** Returns the id of the packet that begins here. Its header must be complete. */
    public static int idAt(byte[] bytes, int offset) {
        return unsignedShortAt(bytes, offset + SIZE_BYTES);
    }

    private static int unsignedShortAt(byte[] bytes, int offset) {
        return Byte.toUnsignedInt(bytes[offset]) | Byte.toUnsignedInt(bytes[offset + 1]) << 8;
    }
}
