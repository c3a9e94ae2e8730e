package dev.packetwright.generator.target;

import dev.packetwright.generator.model.Side;
import java.util.Set;

/**
 * The options that every target has. Options of one language belong to its {@link Target}.
 *
 * @param sides the sides that code is generated for: packets are the same for both, handlers and managers are not
 */
public record TargetOptions(Set<Side> sides) {
    /** Code for both sides. */
    public static final TargetOptions DEFAULT = new TargetOptions(Set.of(Side.values()));

    public TargetOptions {
        sides = Set.copyOf(sides);
    }
}
