package dev.packetwright.generator.diff;

import dev.packetwright.generator.source.Place;
import java.util.Optional;

/**
 * One thing that differs between two versions of a protocol.
 *
 * @param rule which kind of change
 * @param subject what changed: {@code S_Info.skill.id}, by its new name if it has two
 * @param message what happened to it, one sentence without a full stop
 * @param before where it is in the old version, if it is there
 * @param after where it is in the new version, if it is there
 */
public record Change(Rule rule, String subject, String message, Optional<Place> before, Optional<Place> after) {
    /** Returns the category of the change. */
    public Category category() {
        return rule.category();
    }
}
