package dev.packetwright.runtime.websocket;

import java.nio.ByteBuffer;

/** Binary messages with any content, for sessions with a protocol of their own. */
public final class BinaryMessages implements Messages {
    /** The largest size of a message, 64 KiB, whatever its content. */
    static final int MAX_SIZE = 64 * 1024;

    @Override
    public int maxSize() {
        return MAX_SIZE;
    }

    @Override
    public void begin(boolean isText) throws WebSocketException {
        refuseText(isText);
    }

    static void refuseText(boolean isText) throws WebSocketException {
        if (isText) {
            throw new WebSocketException(CloseCode.UNSUPPORTED_DATA, "a text message; packets come in binary ones");
        }
    }

    @Override
    public void take(ByteBuffer bytes, int from, int to) {}

    @Override
    public void end() {}
}
