package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.MalformedPacketException;
import java.util.Optional;

/**
 * How a session ended.
 *
 * @param reason what ended it
 * @param detail more about it in a few words, for a log; may be empty
 * @param unsentBytes how many bytes {@code send} had accepted that were never handed to the operating system; under
 *     TLS, those whose record was not handed over to its end, as the peer can make nothing of a part of it. What was
 *     handed over may still not have reached the peer: only an answer from the peer can tell that
 * @param cause what was thrown, if that was the end of it
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
