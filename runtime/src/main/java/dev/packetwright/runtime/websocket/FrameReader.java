package dev.packetwright.runtime.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes the frames of a client out of a stream. It keeps no bytes of messages: what the frames carry is unmasked in place
 * and moved together at the beginning of the buffer. Of headers and control frames, it keeps the beginning of one whose
 * rest has not come yet. Used by the loop's thread only.
 */
final class FrameReader {
    /** Receives the control frames. */
    interface Control {
        void pinged(byte[] content);

        void ponged();

        /** The peer closes. Nothing that follows is read. */
        void closed(int code);
    }

    /** A frame costs some time however little it carries. */
    private static final int LEAST_COST = 64;

    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int MASK_SIZE = 4;
    private static final int MAX_HEADER = 14;
    private static final byte[] NOTHING = {};

    private final Messages messages;
    private final Control control;

    /** The beginning of a header; null between two headers. */
    private byte @Nullable [] header;
    /** The content of a control frame; null outside of one. */
    private byte @Nullable [] content;
    /** The number of bytes in whichever of the two there is. */
    private int kept;

    private boolean inFrame;
    private boolean inMessage;
    private boolean isFinal;
    private byte opcode;
    /** The next four bytes of the mask, from the highest. */
    private int mask;
    /** The bytes of the current frame that have not come yet. */
    private int left;
    /** The bytes that the frames of the current message have declared so far. */
    private int messageSize;

    private boolean closed;

    FrameReader(Messages messages, Control control) {
        this.messages = messages;
        this.control = control;
    }

    /**
     * Reads the bytes of a buffer. Afterwards, the buffer begins with the content of the messages, and its position is
     * behind that, also if this throws. Ends at the first close frame.
     *
     * @return the bytes for which the frames count in a rate beyond their own
     * @throws WebSocketException if a frame violates the protocol; what was before that frame has been read
     */
    int read(ByteBuffer in) throws WebSocketException {
        int end = in.limit();
        int at = in.position();
        int to = at;
        int cost = 0;
        try {
            while (at < end && !closed) {
                if (!inFrame) {
                    int from = at;
                    at = readHeader(in, at, end);
                    if (!inFrame) {
                        break;
                    }
                    cost += Math.max(0, LEAST_COST - (at - from) - left);
                }
                int count = Math.min(left, end - at);
                if (content == null) {
                    unmask(in, at, to, count);
                    messages.take(in, to, to + count);
                    to += count;
                } else {
                    unmask(in, at, content, count);
                }
                at += count;
                left -= count;
                if (left == 0) {
                    endFrame();
                }
            }
            return cost;
        } finally {
            in.limit(in.capacity()).position(to);
        }
    }

    // ---- headers

    /** Begins a frame if its header is complete. Returns the index behind what was read. */
    private int readHeader(ByteBuffer in, int start, int end) throws WebSocketException {
        if (header == null) {
            int size = end - start < 2 ? MAX_HEADER : headerSize(in.get(start + 1));
            if (end - start >= size) {
                beginFrame(in, start, size);
                return start + size;
            }
            header = new byte[MAX_HEADER];
            kept = 0;
        }
        return completeHeader(header, in, start, end);
    }

    private int completeHeader(byte[] partial, ByteBuffer in, int start, int end) throws WebSocketException {
        int at = start;
        while (at < end) {
            partial[kept++] = in.get(at++);
            if (kept == 2) {
                check(partial[0], partial[1]);
            }
            if (kept > 1 && kept == headerSize(partial[1])) {
                header = null;
                beginFrame(ByteBuffer.wrap(partial), 0, kept);
                return at;
            }
        }
        return at;
    }

    private static int headerSize(byte second) {
        int length = second & LENGTH;
        int extended = length == Frames.LENGTH_16 ? Short.BYTES : length == Frames.LENGTH_64 ? Long.BYTES : 0;
        return 2 + extended + MASK_SIZE;
    }

    private void beginFrame(ByteBuffer in, int start, int size) throws WebSocketException {
        check(in.get(start), in.get(start + 1));
        isFinal = (in.get(start) & Frames.FINAL) != 0;
        opcode = (byte) (in.get(start) & OPCODE);
        long length = lengthOf(in, start);
        mask = in.getInt(start + size - MASK_SIZE);
        if (Opcode.isControl(opcode)) {
            content = length == 0 ? NOTHING : new byte[(int) length];
            kept = 0;
        } else {
            beginData(length);
        }
        left = (int) length;
        inFrame = true;
    }

    /** Checks what the first two bytes say. */
    private void check(byte first, byte second) throws WebSocketException {
        int kind = first & OPCODE;
        if ((first & RESERVED) != 0) {
            throw violation("a reserved bit is set, but no extension was agreed");
        }
        if ((second & MASKED) == 0) {
            throw violation("a frame of a client is not masked");
        }
        switch (kind) {
            case Opcode.CONTINUATION -> {
                if (!inMessage) {
                    throw violation("a continuation without a message");
                }
            }
            case Opcode.TEXT, Opcode.BINARY -> {
                if (inMessage) {
                    throw violation("a message begins inside of another one");
                }
            }
            case Opcode.CLOSE, Opcode.PING, Opcode.PONG -> {
                if ((first & Frames.FINAL) == 0 || (second & LENGTH) > Frames.MAX_CONTROL) {
                    throw violation("a control frame is fragmented or longer than 125 bytes");
                }
            }
            default -> throw violation("opcode " + kind + " is not defined");
        }
    }

    private static long lengthOf(ByteBuffer in, int start) throws WebSocketException {
        int length = in.get(start + 1) & LENGTH;
        if (length < Frames.LENGTH_16) {
            return length;
        }
        long extended =
                length == Frames.LENGTH_16 ? Short.toUnsignedLong(in.getShort(start + 2)) : in.getLong(start + 2);
        long least = length == Frames.LENGTH_16 ? Frames.LENGTH_16 : Frames.MAX_16 + 1;
        if (extended < least) { // also if the highest of 64 bits is set
            throw violation("the length of a frame is not in its shortest form");
        }
        return extended;
    }

    private void beginData(long length) throws WebSocketException {
        if (opcode != Opcode.CONTINUATION) {
            messages.begin(opcode == Opcode.TEXT);
            inMessage = true;
            messageSize = 0;
        }
        if (length > messages.maxSize() - messageSize) {
            throw new WebSocketException(CloseCode.TOO_BIG, "a message of more than " + messages.maxSize() + " bytes");
        }
        messageSize += (int) length;
    }

    private static WebSocketException violation(String message) {
        return new WebSocketException(CloseCode.PROTOCOL_ERROR, message);
    }

    // ---- content

    /** Unmasks bytes and moves them to an index that is not behind them. */
    private void unmask(ByteBuffer in, int from, int to, int count) {
        long longMask = (long) mask << Integer.SIZE | Integer.toUnsignedLong(mask);
        int done = 0;
        for (; done + Long.BYTES <= count; done += Long.BYTES) {
            in.putLong(to + done, in.getLong(from + done) ^ longMask);
        }
        for (; done < count; done++) {
            in.put(to + done, (byte) (in.get(from + done) ^ maskByte(done)));
        }
        turnMask(count);
    }

    private void unmask(ByteBuffer in, int from, byte[] target, int count) {
        for (int i = 0; i < count; i++) {
            target[kept++] = (byte) (in.get(from + i) ^ maskByte(i));
        }
        turnMask(count);
    }

    private int maskByte(int index) {
        return mask >>> (8 * (3 - (index & 3)));
    }

    private void turnMask(int count) {
        mask = Integer.rotateLeft(mask, 8 * (count & 3));
    }

    private void endFrame() throws WebSocketException {
        inFrame = false;
        byte[] complete = content;
        content = null;
        if (complete != null) {
            endControl(complete);
        } else if (isFinal) {
            inMessage = false;
            messages.end();
        }
    }

    private void endControl(byte[] complete) throws WebSocketException {
        switch (opcode) {
            case Opcode.PING -> control.pinged(complete);
            case Opcode.PONG -> control.ponged();
            default -> {
                int code = closeCodeOf(complete);
                closed = true;
                control.closed(code);
            }
        }
    }

    private static int closeCodeOf(byte[] content) throws WebSocketException {
        if (content.length == 0) {
            return CloseCode.NONE;
        }
        ByteBuffer bytes = ByteBuffer.wrap(content);
        if (content.length < Short.BYTES) {
            throw violation("a close frame with half a code");
        }
        int code = Short.toUnsignedInt(bytes.getShort());
        if (!CloseCode.isAllowed(code)) {
            throw violation("a close frame with code " + code);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
        } catch (CharacterCodingException invalid) {
            throw new WebSocketException(CloseCode.INVALID_DATA, "the reason of a close frame is not UTF-8");
        }
        return code;
    }
}
