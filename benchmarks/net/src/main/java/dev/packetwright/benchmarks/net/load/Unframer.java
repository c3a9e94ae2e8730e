package dev.packetwright.benchmarks.net.load;

import java.nio.ByteBuffer;

/** Takes the payload out of the frames that a WebSocket server sends. */
final class Unframer {
    private static final int LENGTH = 0x7f;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int SHORT_HEADER = 2;
    private static final int LONGER_HEADER = 4;

    /** The number of payload bytes that are still missing of the current frame. */
    private int left;

    /** Moves as much payload as there is. Bytes of an incomplete header stay. */
    void unframe(ByteBuffer in, ByteBuffer out) {
        while (left > 0 || nextFrame(in)) {
            int count = Math.min(left, in.remaining());
            out.put(out.position(), in, in.position(), count).position(out.position() + count);
            in.position(in.position() + count);
            left -= count;
            if (left > 0) {
                return;
            }
        }
    }

    private boolean nextFrame(ByteBuffer in) {
        if (in.remaining() < SHORT_HEADER) {
            return false;
        }
        int length = in.get(in.position() + 1) & LENGTH;
        int header = length == LENGTH_OF_16_BITS ? LONGER_HEADER : SHORT_HEADER;
        if (length > LENGTH_OF_16_BITS) {
            throw new IllegalStateException("a frame of more than 65,535 bytes");
        }
        if (in.remaining() < header) {
            return false;
        }
        left = header == SHORT_HEADER ? length : bigEndian(in, in.position() + SHORT_HEADER);
        in.position(in.position() + header);
        return true;
    }

    private static int bigEndian(ByteBuffer in, int at) {
        return Byte.toUnsignedInt(in.get(at)) << Byte.SIZE | Byte.toUnsignedInt(in.get(at + 1));
    }
}
