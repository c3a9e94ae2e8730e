package dev.packetwright.runtime.session;

/** Carries the reason for which a session ends out of the code that receives a packet. It has no stack trace. */
final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CloseReason reason;

    RefusalException(CloseReason reason) {
        super(reason.detail(), null, false, false);
        this.reason = reason;
    }

    CloseReason reason() {
        return reason;
    }
}
