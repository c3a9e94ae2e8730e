package dev.packetwright.generator.diff;

import dev.packetwright.generator.source.Place;
import java.util.Optional;

/**
 * A difference between two versions of a protocol.
 *
 * @param rule the kind of change
 * @param subject the changed thing: {@code S_Info.skill.id}, by its new name if it was renamed
 * @param message the change as one sentence without a full stop
 * @param before the place in the old version, if present
 * @param after the place in the new version, if present
 */
public record Change(Rule rule, String subject, String message, Optional<Place> before, Optional<Place> after) {
    /** Returns the category of the change. */
    public Category category() {
        return rule.category();
    }

    /** Returns the way to avoid the change, if there is one. */
    public Optional<String> help() {
        return rule.help();
    }
}
