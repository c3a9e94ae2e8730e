package dev.packetwright.runtime.websocket;

import dev.packetwright.runtime.transport.Farewell;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of a server: unmasked, final, and without extensions. */
public final class Frames {
    static final int FINAL = 0x80;
    static final int LENGTH_16 = 126;
    static final int LENGTH_64 = 127;
    static final int MAX_CONTROL = 125;
    static final int MAX_16 = 65_535;

    private static final byte[] NOTHING = {};

    private Frames() {}

    /** The size of the header of a frame with this number of bytes. */
    static int headerSize(int length) {
        return length <= MAX_CONTROL ? 2 : length <= MAX_16 ? 4 : 10;
    }

    /** Writes the last bytes of a header that end at this index. The buffer may begin in the middle of the header. */
    static void putHeaderBefore(ByteBuffer out, int end, int bytes, int opcode, int length) {
        int size = headerSize(length);
        for (int i = size - bytes; i < size; i++) {
            out.put(end - size + i, headerByte(i, size, opcode, length));
        }
    }

    private static byte headerByte(int index, int size, int opcode, int length) {
        if (index == 0) {
            return (byte) (FINAL | opcode);
        }
        if (index == 1) {
            return (byte) (size == 2 ? length : size == 4 ? LENGTH_16 : LENGTH_64);
        }
        int shift = 8 * (size - 1 - index);
        return shift < Integer.SIZE ? (byte) (length >>> shift) : 0;
    }

    /** A whole frame. */
    public static byte[] of(int opcode, byte[] content) {
        int size = headerSize(content.length);
        ByteBuffer frame = ByteBuffer.allocate(size + content.length);
        putHeaderBefore(frame, size, size, opcode, content.length);
        return frame.position(size).put(content).array();
    }

    static byte[] ping() {
        return of(Opcode.PING, NOTHING);
    }

    static byte[] close(Farewell farewell) {
        byte[] text = farewell.text().getBytes(StandardCharsets.US_ASCII);
        return of(
                Opcode.CLOSE,
                ByteBuffer.allocate(Short.BYTES + text.length)
                        .putShort((short) farewell.code())
                        .put(text)
                        .array());
    }

    /** The answer to a close frame with this code. */
    static byte[] closeAnswer(int code) {
        return code == CloseCode.NONE ? of(Opcode.CLOSE, NOTHING) : close(new Farewell(code, ""));
    }
}
