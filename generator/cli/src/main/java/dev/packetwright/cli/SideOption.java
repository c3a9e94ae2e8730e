package dev.packetwright.cli;

import dev.packetwright.generator.model.Side;
import java.util.Set;

/** The sides, in lower case as on the command line. */
enum SideOption {
    server,
    client,
    both;

    Set<Side> sides() {
        return switch (this) {
            case server -> Set.of(Side.SERVER);
            case client -> Set.of(Side.CLIENT);
            case both -> Set.of(Side.values());
        };
    }
}
