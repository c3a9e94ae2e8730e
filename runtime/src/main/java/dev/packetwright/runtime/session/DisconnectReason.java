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
    /** The peer took what was sent to it too slowly: {@link SessionOptions#sendQueueSoftTime()} has passed. */
    SLOW_CONSUMER("slow consumer"),
    /** The peer took nothing of what was sent to it: {@link SessionOptions#stallTimeout()} has passed. */
    WRITE_STALLED("write stalled"),
    /** The peer sent more packets than {@link SessionOptions#packetRate()} allows. */
    PACKET_RATE_EXCEEDED("packet rate exceeded"),
    /** The peer sent more packets of one id than {@link SessionOptions#packetIdRates()} allows. */
    PACKET_ID_RATE_EXCEEDED("packet id rate exceeded"),
    /** The peer sent more bytes than {@link SessionOptions#byteRate()} allows. */
    BYTE_RATE_EXCEEDED("byte rate exceeded"),
    /** The peer was silent for longer than {@link SessionOptions#idleTimeout()}. */
    IDLE_TIMED_OUT("idle timed out"),
    /** The session was not admitted within {@link SessionOptions#admissionTimeout()}. */
    ADMISSION_TIMED_OUT("admission timed out"),
    /** The peer sent more than {@link SessionOptions#admissionLimit()} bytes before it was admitted. */
    ADMISSION_TOO_LARGE("admission too large"),
    /** The peer's first packet was not the handshake. */
    NOT_ADMITTED("not admitted"),
    /** {@link PacketSession#authenticate} said no. */
    ADMISSION_REJECTED("admission rejected"),
    /** The peer speaks another version of the protocol: {@link PacketSession#requireProtocol}. */
    PROTOCOL_MISMATCH("protocol mismatch"),
    /** There were {@link ServerOptions#maxConnections()} already. The connection was reset and never had a session. */
    TOO_MANY_CONNECTIONS("too many connections"),
    /**
     * The address had {@link ServerOptions#maxConnectionsPerAddress()} already. The connection was reset and never had
     * a session.
     */
    TOO_MANY_FROM_ADDRESS("too many connections from one address"),
    /**
     * The address connected more often than {@link ServerOptions#connectRatePerAddress()} allows. The connection was reset
     * and never had a session.
     */
    ADDRESS_RATE_EXCEEDED("address rate exceeded"),
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
