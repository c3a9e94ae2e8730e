package dev.packetwright.cli;

import dev.packetwright.generator.Targets;
import dev.packetwright.generator.diagnostic.Suggestion;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * An argument of {@code --target}: {@code TARGET[:SIDE][=DIR]}.
 *
 * @param id the name of a target
 * @param side the side, if the argument names one
 * @param folder the output folder as it was written, if the argument names one
 */
record TargetArgument(String id, Optional<SideOption> side, Optional<String> folder) {
    private static final List<String> IDS = Targets.ids();

    /** The names of all targets, for shell completion. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return IDS.iterator();
        }
    }

    /**
     * @throws IllegalArgumentException if this is not a target, or not a side; the message is for users
     */
    static TargetArgument parse(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Optional<String> folder = equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
        int colon = name.indexOf(':');
        String id = colon < 0 ? name : name.substring(0, colon);
        Optional<SideOption> side = colon < 0 ? Optional.empty() : Optional.of(side(name.substring(colon + 1)));
        if (folder.isPresent() && folder.get().isEmpty()) {
            throw new IllegalArgumentException("--target " + argument + " names no folder after the '='");
        }
        return new TargetArgument(known(id), side, folder);
    }

    /**
     * Returns the name of a target.
     *
     * @throws IllegalArgumentException if there is no such target; the message is for users
     */
    static String known(String id) {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException("there is no target '" + id + "'; "
                    + Suggestion.help(id, IDS, "the targets are " + String.join(", ", IDS)));
        }
        return id;
    }

    private static SideOption side(String name) {
        return List.of(SideOption.values()).stream()
                .filter(side -> side.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + name + "' is not a side; write server, client or both"));
    }
}
