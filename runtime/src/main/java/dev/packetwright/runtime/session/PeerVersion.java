package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.ProtocolVersions;

/**
 * The version of a peer.
 *
 * @param versions the versions of this side
 * @param version the peer's version
 */
record PeerVersion(ProtocolVersions versions, int version) {
    /** Whether the peer knows every packet of this side. */
    boolean isCurrent() {
        return version >= versions.current();
    }

    /** Whether the peer knows the packets with this id. */
    boolean knows(int packetId) {
        return isCurrent() || versions.since(packetId) <= version;
    }
}
