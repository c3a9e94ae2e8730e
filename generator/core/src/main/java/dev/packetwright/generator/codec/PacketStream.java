package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.WireFormat;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Packets that stand one after another. A packet whose members are malformed ends where its header says; where a header
 * itself is wrong nothing behind it can be found, and it is the last.
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
     * @param offset where it begins
     * @param size how many bytes it has; if its header is wrong, all that are left
     * @param decoded what it is
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
