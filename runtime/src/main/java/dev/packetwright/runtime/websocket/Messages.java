package dev.packetwright.runtime.websocket;

import java.nio.ByteBuffer;

/** The rules for the content of the peer's messages. Used by the loop's thread only. */
public interface Messages {
    /** The largest size of a message in bytes. */
    int maxSize();

    /** A message begins. */
    void begin(boolean isText) throws WebSocketException;

    /** The next bytes of the message, unmasked. They must stay as they are. */
    void take(ByteBuffer bytes, int from, int to) throws WebSocketException;

    /** The message is complete. */
    void end() throws WebSocketException;

    /** The code that says more about a message that the session has refused as malformed. */
    default int codeOfMalformed() {
        return CloseCode.INVALID_DATA;
    }
}
