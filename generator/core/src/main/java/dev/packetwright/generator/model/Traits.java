package dev.packetwright.generator.model;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The properties of a member beside its type.
 *
 * @param flags what is simply so
 * @param maxLength the most UTF-16 units of a string, bytes of {@code bytes}, or elements of a list
 * @param range what numbers are allowed
 * @param since the version of the protocol that it came with
 * @param deprecated why not to use it any more
 */
public record Traits(
        Set<Flag> flags, OptionalInt maxLength, Optional<Range> range, int since, Optional<String> deprecated) {
    /** The version that everything came with that does not say otherwise. */
    public static final int FIRST_VERSION = 1;

    /** What is said of most members: nothing. */
    public static final Traits NONE =
            new Traits(Set.of(), OptionalInt.empty(), Optional.empty(), FIRST_VERSION, Optional.empty());

    /** What can be simply so. */
    public enum Flag {
        /** It may be missing: a presence byte goes before it. */
        OPTIONAL,
        /** It is not for eyes that see the packet's {@code toString}. */
        REDACTED
    }

    public Traits {
        flags = Set.copyOf(flags);
    }

    /** Whether it may be missing. */
    public boolean isOptional() {
        return flags.contains(Flag.OPTIONAL);
    }

    /** Whether it must not be shown. */
    public boolean isRedacted() {
        return flags.contains(Flag.REDACTED);
    }

    /** Whether packets of older peers lack it. */
    public boolean isLater() {
        return since > FIRST_VERSION;
    }

    /** The number that a member has in the packet of an older peer, which lacks it: 0, or the nearest allowed number. */
    public BigDecimal defaultNumber() {
        return range.map(allowed -> BigDecimal.ZERO.max(allowed.min()).min(allowed.max()))
                .orElse(BigDecimal.ZERO);
    }
}
