package dev.packetwright.maven;

import dev.packetwright.generator.model.Side;
import java.util.Set;

/** The sides, in lower case as in a POM. */
enum SideOption {
    both,
    server,
    client;

    Set<Side> sides() {
        return switch (this) {
            case both -> Set.of(Side.values());
            case server -> Set.of(Side.SERVER);
            case client -> Set.of(Side.CLIENT);
        };
    }
}
