package dev.packetwright.generator.diff;

import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.source.Place;
import java.util.List;
import java.util.Optional;

/**
 * Changes for people: {@code WIRE-breaking: 'C_Chat.text' is gone [PD023] (old chat.xml:3:18)}, each on a line with its
 * help on the next, and then their number.
 */
public final class DiffText {
    private DiffText() {}

    /** Returns all changes, the help for them and the summary. Each line ends with a line feed. */
    public static String format(List<Change> changes) {
        StringBuilder out = new StringBuilder();
        changes.forEach(change -> out.append(format(change)));
        return out.append(summary(changes)).append('\n').toString();
    }

    /** Returns a change and the help for it. Each line ends with a line feed. */
    public static String format(Change change) {
        String line = change.category().label() + ": " + change.message() + " [" + change.rule() + "]" + places(change);
        return DiagnosticText.printable(line) + "\n"
                + change.help().map(help -> "help: " + help + "\n").orElse("");
    }

    private static String places(Change change) {
        String places = place("old ", change.before())
                + (change.before().isPresent() && change.after().isPresent() ? ", " : "")
                + place("new ", change.after());
        return places.isEmpty() ? "" : " (" + places + ")";
    }

    private static String place(String version, Optional<Place> place) {
        return place.map(it -> version + it).orElse("");
    }

    /** Returns the number of changes in each category. */
    public static String summary(List<Change> changes) {
        if (changes.isEmpty()) {
            return "no changes";
        }
        return Category.WIRE.countIn(changes) + " " + Category.WIRE.label() + ", "
                + Category.SOURCE.countIn(changes) + " " + Category.SOURCE.label() + ", "
                + Category.SAFE.countIn(changes) + " " + Category.SAFE.label();
    }
}
