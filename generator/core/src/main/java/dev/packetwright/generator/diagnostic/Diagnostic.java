package dev.packetwright.generator.diagnostic;

import dev.packetwright.generator.source.Place;
import java.util.Comparator;
import java.util.List;

/**
 * A message to the author of a PDL file.
 *
 * @param code the kind of message
 * @param place the place that the message is about
 * @param message the problem as one sentence without a full stop; shortened in the middle if it is very long
 * @param notes related places
 * @param help the way to fix it; empty if there is nothing to add
 */
public record Diagnostic(DiagnosticCode code, Place place, String message, List<Note> notes, String help) {
    /** Orders diagnostics by file and place, and at the same place by number. */
    public static final Comparator<Diagnostic> BY_PLACE =
            Comparator.comparing(Diagnostic::place).thenComparing(Diagnostic::code);

    /** The maximum length of a message. A message may quote a text that is as long as a file. */
    private static final int MAX_LENGTH = 1_000;

    private static final int LENGTH_OF_END = 100;

    public Diagnostic {
        notes = List.copyOf(notes);
        message = shortened(message);
        help = shortened(help);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_LENGTH
                ? text
                : text.substring(0, MAX_LENGTH - LENGTH_OF_END) + "…" + text.substring(text.length() - LENGTH_OF_END);
    }

    /** Returns the severity of the code. */
    public Severity severity() {
        return code.severity();
    }

    /** Returns a copy of this diagnostic with one more note. */
    public Diagnostic withNote(Place where, String text) {
        return new Diagnostic(code, place, message, List.of(new Note(where, text)), help);
    }

    /**
     * A related place.
     *
     * @param place the place
     * @param text the explanation
     */
    public record Note(Place place, String text) {}
}
