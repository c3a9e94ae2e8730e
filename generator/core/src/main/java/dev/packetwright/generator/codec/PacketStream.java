package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.WireFormat;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A sequence of packets. A packet with malformed members ends where its header says. After a malformed header no
 * further packet can be found, so it is the last one.
 */
public final class PacketStream implements Iterator<PacketStream.Found> {
    private final Decoder decoder;
    private final byte[] bytes;
    private int position;

    /** Creates a stream over bytes, which must not change while the stream is in use. */
    public PacketStream(Decoder decoder, byte[] bytes) {
        this.decoder = decoder;
        this.bytes = bytes;
    }

    /**
     * A packet in the stream.
     *
     * @param offset the offset of its first byte
     * @param size the size in bytes; with a malformed header, all remaining bytes
     * @param decoded the result of decoding it
     */
    public record Found(int offset, int size, Decoded decoded) {}

    @Override
    public boolean hasNext() {
        return position < bytes.length;
    }

    @Override
    public Found next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int offset = position;
        int left = bytes.length - offset;
        int size = left < WireFormat.ID_OFFSET
                ? left
                : Byte.toUnsignedInt(bytes[offset]) | Byte.toUnsignedInt(bytes[offset + 1]) << 8;
        if (left >= WireFormat.ID_OFFSET && size < WireFormat.HEADER_SIZE) {
            position = bytes.length;
            return new Found(offset, left, tooSmall(size));
        }
        size = Math.min(size, left);
        position += size;
        return new Found(offset, size, decoder.decode(bytes, offset, size));
    }

    private static Decoded tooSmall(int size) {
        return new Decoded.Malformed(
                Decoded.Malformed.HEADER,
                "size",
                0,
                "says " + size + " bytes; a packet has at least " + WireFormat.HEADER_SIZE);
    }
}
