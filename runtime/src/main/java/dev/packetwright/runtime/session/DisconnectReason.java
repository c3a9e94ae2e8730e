package dev.packetwright.runtime.session;

/** The reason for the end of a session. */
public enum DisconnectReason {
    /** {@link Session#close()} was called, or the listener or connector was closed. */
    CLOSED_LOCALLY("closed locally"),
    /** {@link Session#abort()} was called, or the shutdown limit of the listener or connector passed. */
    ABORTED_LOCALLY("aborted locally"),
    /** The peer ended its stream. The send queue was flushed as far as the peer accepted it. */
    CLOSED_BY_PEER("closed by peer"),
    /** The connection was reset, or the network failed. */
    CONNECTION_LOST("connection lost"),
    /**
     * TLS failed: one side rejected a certificate, the peer did not use TLS or took too long, or a record was corrupt.
     * Usually a failed handshake has no session to notify; but under TLS 1.3 a client is connected before the server
     * checks the client's certificate.
     */
    TLS_FAILED("TLS failed"),
    /**
     * The peer violated the protocol of WebSocket, or it sent text. A request for WebSocket that was not acceptable or
     * came too late had no session.
     */
    WEBSOCKET_INVALID("WebSocket invalid"),
    /**
     * The peer declared a packet size out of range, or a packet could not be decoded, or over WebSocket a message ended in
     * the middle of a packet.
     */
    MALFORMED_PACKET("malformed packet"),
    /** A callback of the session threw an exception. */
    HANDLER_FAILED("handler failed"),
    /** The send queue reached {@link SessionOptions#sendQueueLimit()}, because the peer did not read. */
    SEND_QUEUE_FULL("send queue full"),
    /** The peer read too slowly: the queue was above its soft limit for {@link SessionOptions#sendQueueSoftTime()}. */
    SLOW_CONSUMER("slow consumer"),
    /** The peer read nothing for {@link SessionOptions#stallTimeout()} while bytes waited for it. */
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
    /** {@link PacketSession#authenticate} answered false. */
    ADMISSION_REJECTED("admission rejected"),
    /** The peer speaks another version of the protocol: {@link PacketSession#requireProtocol}. */
    PROTOCOL_MISMATCH("protocol mismatch"),
    /**
     * A connection from one of the {@link ServerOptions#proxies()} did not begin with a valid header of the PROXY
     * protocol, or not within {@link ServerOptions#proxyHeaderTimeout()}. It had no session.
     */
    PROXY_HEADER_INVALID("proxy header invalid"),
    /**
     * The listener had {@link ServerOptions#maxConnections()} connections already. The connection was reset and had no
     * session.
     */
    TOO_MANY_CONNECTIONS("too many connections"),
    /**
     * The address had {@link ServerOptions#maxConnectionsPerAddress()} connections already. The connection was reset
     * and had no session.
     */
    TOO_MANY_FROM_ADDRESS("too many connections from one address"),
    /**
     * The address connected more often than {@link ServerOptions#connectRatePerAddress()} allows. The connection was
     * reset and had no session.
     */
    ADDRESS_RATE_EXCEEDED("address rate exceeded"),
    /** The flush and the peer's answer to the close took longer than {@link SessionOptions#closeTimeout()}. */
    CLOSE_TIMED_OUT("close timed out");

    private final String text;

    DisconnectReason(String text) {
        this.text = text;
    }

    /** The reason in words, for example {@code closed by peer}. */
    @Override
    public String toString() {
        return text;
    }
}
