package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.MalformedPacketException;
import java.util.Optional;

/**
 * The end of a session.
 *
 * @param reason the reason
 * @param detail details in a few words, for a log; may be empty
 * @param unsentBytes the number of bytes that {@code send} accepted and that were not passed to the operating system.
 *     Under TLS and over WebSocket, bytes count as unsent until their whole record or message is passed, as the peer
 *     cannot use a part of it. Bytes passed on may still not have reached the peer; only an answer of the peer can tell
 * @param cause the exception that ended the session, if one did
 */
public record Disconnect(DisconnectReason reason, String detail, long unsentBytes, Optional<Throwable> cause) {
    /** {@code closed by peer: in the middle of a packet (12 of 30 bytes)}. */
    @Override
    public String toString() {
        var text = new StringBuilder(reason.toString());
        if (!detail.isEmpty()) {
            text.append(": ").append(detail);
        }
        cause.ifPresent(thrown -> text.append(": ").append(inWords(thrown)));
        if (unsentBytes > 0) {
            text.append(", ").append(unsentBytes).append(" bytes unsent");
        }
        return text.toString();
    }

    private static String inWords(Throwable thrown) {
        return thrown instanceof MalformedPacketException ? String.valueOf(thrown.getMessage()) : thrown.toString();
    }
}
