package dev.packetwright.generator.layout;

import dev.packetwright.generator.model.Traits;

/**
 * The conditions under which the value of a member is on the wire. A reader first asks for the version, then for the flag.
 *
 * @param isOptional whether a presence flag goes before the value: 0 means that there is no value, any other number that it
 *     follows
 * @param since the version that the member came with. The packet of an older peer ends before a later member; the reader
 *     then takes the default value
 */
public record Presence(boolean isOptional, int since) {
    /** Whether packets of some older peers end before the member. */
    public boolean isLater() {
        return since > Traits.FIRST_VERSION;
    }

    /** Whether the value is on the wire in any case. */
    public boolean isAlways() {
        return !isOptional && !isLater();
    }
}
