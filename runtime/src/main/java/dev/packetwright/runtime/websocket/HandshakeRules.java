package dev.packetwright.runtime.websocket;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that the opening handshake of a client must meet.
 *
 * @param path the path of the request, without a query
 * @param origins the {@linkplain Origin#normalise normalised} origins of pages that may connect; empty if all may
 * @param originRequired whether a request without an origin is refused
 * @param protocol the sub-protocol that the client must offer; empty if none is agreed
 * @param timeout the time within which the request must be complete
 * @param sharesPort whether peers that send packets instead of a request are taken, too
 */
public record HandshakeRules(
        String path,
        Optional<Set<String>> origins,
        boolean originRequired,
        Optional<String> protocol,
        Duration timeout,
        boolean sharesPort) {
    public HandshakeRules {
        origins = origins.map(Set::copyOf);
    }
}
