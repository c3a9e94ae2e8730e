package dev.packetwright.generator.diagnostic;

import dev.packetwright.generator.source.Place;
import java.util.Comparator;
import java.util.List;

/**
 * One thing to tell the author of a PDL file.
 *
 * @param code which kind of thing
 * @param place where it is
 * @param message what is wrong, one sentence without a full stop; shortened in its middle if it is very long
 * @param notes other places that have to do with it
 * @param help what to do about it; empty if there is nothing to add
 */
public record Diagnostic(DiagnosticCode code, Place place, String message, List<Note> notes, String help) {
    /** By file and place; at one place by number. */
    public static final Comparator<Diagnostic> BY_PLACE =
            Comparator.comparing(Diagnostic::place).thenComparing(Diagnostic::code);

    /** Nobody reads on; what a message quotes can be as long as a file. */
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

    /** How bad it is. */
    public Severity severity() {
        return code.severity();
    }

    /** The same diagnostic, pointing at one more place. */
    public Diagnostic withNote(Place where, String text) {
        return new Diagnostic(code, place, message, List.of(new Note(where, text)), help);
    }

    /**
     * Another place that has to do with a diagnostic.
     *
     * @param place where
     * @param text what is there
     */
    public record Note(Place place, String text) {}
}
