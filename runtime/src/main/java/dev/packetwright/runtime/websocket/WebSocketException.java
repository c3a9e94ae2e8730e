package dev.packetwright.runtime.websocket;

import java.io.IOException;

/** The peer violates the protocol. It has no stack trace, because the fault is not in this program. */
public final class WebSocketException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int closeCode;

    /**
     * Makes an exception.
     *
     * @param closeCode the code that the peer is told
     * @param message the violation in a few words of ASCII, without anything that the peer has sent as text
     */
    public WebSocketException(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    /** The code of the close frame that the peer gets. */
    public int closeCode() {
        return closeCode;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
