package dev.packetwright.cli;

import dev.packetwright.generator.peer.Peer;

/** The generators of peers, in lower case as on the command line. */
enum PeerOption {
    course;

    Peer peer() {
        return switch (this) {
            case course -> Peer.COURSE;
        };
    }
}
