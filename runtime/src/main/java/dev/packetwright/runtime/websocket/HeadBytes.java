package dev.packetwright.runtime.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a request up to the empty line. It holds at most twice the received bytes, and refuses at the first byte
 * that cannot be part of a request: any control character, and a line break that is not CR and LF.
 */
final class HeadBytes {
    /** The largest size of a head. */
    static final int MAX_SIZE = 8192;

    private static final int SMALLEST = 512;
    private static final int SPACE = 0x20;
    private static final int DELETE = 0x7f;
    private static final int END_SIZE = 4;

    private byte[] bytes = new byte[SMALLEST];
    private int length;
    private boolean complete;

    boolean isComplete() {
        return complete;
    }

    int length() {
        return length;
    }

    /** Keeps bytes, up to the end of the head. What is behind it stays in the buffer. */
    void append(ByteBuffer in) throws RefusedRequestException {
        while (in.hasRemaining() && !complete) {
            if (length == MAX_SIZE) {
                throw new RefusedRequestException(
                        HttpAnswer.TOO_LARGE, "the head of the request has more than " + MAX_SIZE + " bytes");
            }
            add(in.get());
            checkLast();
        }
    }

    private void add(byte added) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = added;
    }

    private void checkLast() throws RefusedRequestException {
        byte last = bytes[length - 1];
        boolean afterReturn = length > 1 && bytes[length - 2] == '\r';
        if (afterReturn != (last == '\n')) {
            throw RefusedRequestException.malformed("a line of the request does not end with CR and LF");
        }
        if ((last >= 0 && last < SPACE && last != '\r' && last != '\n' && last != '\t') || last == DELETE) {
            throw RefusedRequestException.malformed("a control character in the request");
        }
        complete = last == '\n' && length >= END_SIZE && bytes[length - END_SIZE + 1] == '\n';
    }

    /** The lines without the empty one. */
    String[] lines() {
        return new String(bytes, 0, length - END_SIZE, StandardCharsets.ISO_8859_1).split("\r\n", -1);
    }
}
