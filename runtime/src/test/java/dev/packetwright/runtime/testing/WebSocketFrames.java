package dev.packetwright.runtime.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Random;

/** Frames of WebSocket as a client writes and reads them, written without the code of the runtime. */
public final class WebSocketFrames {
    public static final int FINAL = 0x80;
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final Random MASKS = new Random();

    private WebSocketFrames() {}

    /** A frame of the server. */
    public static final class Frame {
        private final int first;
        private final byte[] content;

        Frame(int first, byte[] content) {
            this.first = first;
            this.content = content;
        }

        /** The first byte. */
        public int first() {
            return first;
        }

        public byte[] content() {
            return content.clone();
        }

        public int opcode() {
            return first & 0x0f;
        }

        public boolean isFinal() {
            return (first & FINAL) != 0;
        }

        /** The code of a close frame; 1005 if it has none. */
        public int closeCode() {
            return content.length == 0
                    ? 1005
                    : Short.toUnsignedInt(ByteBuffer.wrap(content).getShort());
        }
    }

    /** A masked frame. */
    public static byte[] masked(int first, byte[] content) {
        byte[] mask = new byte[4];
        MASKS.nextBytes(mask);
        return masked(first, content, mask);
    }

    public static byte[] masked(int first, byte[] content, byte[] mask) {
        byte[] masked = content.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= mask[i & 3];
        }
        return join(header(first, 0x80, content.length), mask, masked);
    }

    /** A whole binary message. */
    public static byte[] message(byte[] content) {
        return masked(FINAL | BINARY, content);
    }

    public static byte[] close(int code) {
        return masked(FINAL | CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    public static byte[] unmasked(int first, byte[] content) {
        return join(header(first, 0, content.length), content);
    }

    private static byte[] header(int first, int maskBit, int length) {
        ByteBuffer header = ByteBuffer.allocate(10).put((byte) first);
        if (length < 126) {
            header.put((byte) (maskBit | length));
        } else if (length < 65_536) {
            header.put((byte) (maskBit | 126)).putShort((short) length);
        } else {
            header.put((byte) (maskBit | 127)).putLong(length);
        }
        byte[] bytes = new byte[header.position()];
        header.flip().get(bytes);
        return bytes;
    }

    public static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** Reads a frame of the server, which must not be masked. */
    public static Frame read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        int first = in.read();
        if (first < 0) {
            throw new EOFException("no frame");
        }
        int second = in.readUnsignedByte();
        if ((second & 0x80) != 0) {
            throw new IOException("a frame of the server is masked");
        }
        long length = second == 126 ? in.readUnsignedShort() : second == 127 ? in.readLong() : second;
        if (length > 1 << 24) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] content = new byte[(int) length];
        in.readFully(content);
        return new Frame(first, content);
    }
}
