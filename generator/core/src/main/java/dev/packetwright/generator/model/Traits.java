package dev.packetwright.generator.model;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The properties of a member besides its type.
 *
 * @param flags the boolean properties
 * @param maxLength the maximum length: UTF-16 units of a string, bytes of {@code bytes}, elements of a list
 * @param range the allowed numbers
 * @param since the version of the protocol that added the member
 * @param deprecated the reason not to use the member any more
 */
public record Traits(
        Set<Flag> flags, OptionalInt maxLength, Optional<Range> range, int since, Optional<String> deprecated) {
    /** The version of everything that has no {@code since}. */
    public static final int FIRST_VERSION = 1;

    /** The traits of most members. */
    public static final Traits NONE =
            new Traits(Set.of(), OptionalInt.empty(), Optional.empty(), FIRST_VERSION, Optional.empty());

    /** The boolean properties. */
    public enum Flag {
        /** The member may be absent. A presence byte comes before it. */
        OPTIONAL,
        /** The {@code toString} of the packet hides the value, and captures lack it. */
        REDACTED
    }

    public Traits {
        flags = Set.copyOf(flags);
    }

    /** Returns whether the member may be absent. */
    public boolean isOptional() {
        return flags.contains(Flag.OPTIONAL);
    }

    /** Returns whether {@code toString} hides the value, and captures lack it. */
    public boolean isRedacted() {
        return flags.contains(Flag.REDACTED);
    }

    /** Returns whether packets of older peers lack the member. */
    public boolean isLater() {
        return since > FIRST_VERSION;
    }

    /**
     * Returns the number that the member has in a packet of an older peer, which lacks it: 0, or the nearest allowed
     * number.
     */
    public BigDecimal defaultNumber() {
        return range.map(allowed -> BigDecimal.ZERO.max(allowed.min()).min(allowed.max()))
                .orElse(BigDecimal.ZERO);
    }
}
