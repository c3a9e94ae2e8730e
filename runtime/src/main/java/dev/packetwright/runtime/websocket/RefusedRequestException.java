package dev.packetwright.runtime.websocket;

import java.io.IOException;

/** A request that is not answered with 101. It has no stack trace, because the fault is not in this program. */
final class RefusedRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * Makes an exception.
     *
     * @param status the status code of the answer
     * @param message what is wrong, in a few words of ASCII, without anything that the peer has sent
     */
    RefusedRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    static RefusedRequestException malformed(String message) {
        return new RefusedRequestException(HttpAnswer.BAD_REQUEST, message);
    }

    int status() {
        return status;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
