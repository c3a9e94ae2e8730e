package dev.packetwright.runtime.session;

import dev.packetwright.runtime.transport.Farewell;
import dev.packetwright.runtime.websocket.CloseCode;
import org.jspecify.annotations.Nullable;

/** The code and words for the peer at the end of a session, for transports that can pass them on. */
final class Farewells {
    private Farewells() {}

    /** Returns the farewell; null if the peer is gone, or if the end must not look like a complete one. */
    static @Nullable Farewell of(CloseReason end, Session session) {
        return switch (end.reason()) {
            case CLOSED_LOCALLY ->
                session.isClosedHere()
                        ? new Farewell(CloseCode.NORMAL, "")
                        : new Farewell(CloseCode.GOING_AWAY, "the server closes");
            case CLOSED_BY_PEER -> new Farewell(CloseCode.NORMAL, "");
            case HANDLER_FAILED -> withText(CloseCode.INTERNAL_ERROR, end);
            case MALFORMED_PACKET -> withText(CloseCode.INVALID_DATA, end);
            case WEBSOCKET_INVALID -> new Farewell(CloseCode.PROTOCOL_ERROR, end.detail());
            case PACKET_RATE_EXCEEDED,
                    PACKET_ID_RATE_EXCEEDED,
                    BYTE_RATE_EXCEEDED,
                    IDLE_TIMED_OUT,
                    ADMISSION_TIMED_OUT,
                    ADMISSION_TOO_LARGE,
                    NOT_ADMITTED,
                    ADMISSION_REJECTED,
                    PROTOCOL_MISMATCH,
                    SLOW_CONSUMER,
                    WRITE_STALLED -> withText(CloseCode.POLICY_VIOLATION, end);
            case ABORTED_LOCALLY,
                    CONNECTION_LOST,
                    TLS_FAILED,
                    SEND_QUEUE_FULL,
                    CLOSE_TIMED_OUT,
                    PROXY_HEADER_INVALID,
                    TOO_MANY_CONNECTIONS,
                    TOO_MANY_FROM_ADDRESS,
                    ADDRESS_RATE_EXCEEDED -> null;
        };
    }

    private static Farewell withText(int code, CloseReason end) {
        return new Farewell(code, end.reason().toString());
    }
}
