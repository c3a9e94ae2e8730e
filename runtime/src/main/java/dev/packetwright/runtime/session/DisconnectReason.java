package dev.packetwright.runtime.session;

/** Why a session ended. */
public enum DisconnectReason {
    /** {@link Session#close()} was called, or the listener or connector was closed. */
    CLOSED_LOCALLY("closed locally"),
    /** {@link Session#abort()} was called, or the listener's or connector's shutdown limit had passed. */
    ABORTED_LOCALLY("aborted locally"),
    /** The peer ended its stream. What was queued for it was flushed as far as it still took it. */
    CLOSED_BY_PEER("closed by peer"),
    /** The connection was reset, or the network failed. */
    CONNECTION_LOST("connection lost"),
    /**
     * TLS could not be established or was broken: a certificate was refused, here or there, the peer did not speak TLS
     * or took too long, a record was corrupt. A handshake that fails has no session, as a rule, which could be told; but
     * under TLS 1.3 a client is connected before the server has looked at the client's certificate.
     */
    TLS_FAILED("TLS failed"),
    /** The peer declared a packet size that is not allowed, or a packet could not be decoded. */
    MALFORMED_PACKET("malformed packet"),
    /** A callback of the session threw. */
    HANDLER_FAILED("handler failed"),
    /** The peer did not take what was sent to it: {@link SessionOptions#sendQueueLimit()} was reached. */
    SEND_QUEUE_FULL("send queue full"),
    /** Flushing, and the peer's answer to the close, took longer than {@link SessionOptions#closeTimeout()}. */
    CLOSE_TIMED_OUT("close timed out");

    private final String text;

    DisconnectReason(String text) {
        this.text = text;
    }

    /** The reason in words: {@code closed by peer}. */
    @Override
    public String toString() {
        return text;
    }
}
