package dev.packetwright.maven;

import dev.packetwright.generator.peer.Peer;

/** The generators of peers, in lower case as in a POM. */
enum PeerOption {
    course;

    Peer peer() {
        return switch (this) {
            case course -> Peer.COURSE;
        };
    }
}
