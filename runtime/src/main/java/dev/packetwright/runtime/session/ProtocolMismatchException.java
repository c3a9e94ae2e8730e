package dev.packetwright.runtime.session;

/** The peer speaks another version of the protocol. Carries that out of a callback, and no stack trace. */
final class ProtocolMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    ProtocolMismatchException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
