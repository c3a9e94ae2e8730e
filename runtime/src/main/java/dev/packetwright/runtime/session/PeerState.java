package dev.packetwright.runtime.session;

import org.jspecify.annotations.Nullable;

/**
 * What a session knows of its peer. One field for both saves memory in each idle connection.
 *
 * @param version the peer's version; null while it is not known
 * @param pings null without options for pings, and until the peer has been admitted or has sent a packet
 */
record PeerState(@Nullable PeerVersion version, @Nullable PingExchange pings) {
    static final PeerState UNKNOWN = new PeerState(null, null);

    PeerState withVersion(PeerVersion known) {
        return new PeerState(known, pings);
    }

    PeerState withPings(PingExchange begun) {
        return new PeerState(version, begun);
    }
}
