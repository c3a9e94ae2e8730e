package dev.packetwright.generator.pdl.wellformed;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.source.Place;
import java.util.List;

/** Ends a scan at the first problem. It carries the diagnostic and no stack trace. */
final class NotWellFormed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    private NotWellFormed(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    /**
     * @param problem the clause that follows "malformed XML:"
     * @param help the clause that says what to do
     */
    static NotWellFormed at(Place place, String problem, String help) {
        return new NotWellFormed(new Diagnostic(
                DiagnosticCode.MALFORMED_XML,
                place,
                "malformed XML: " + problem,
                List.of(),
                help + "; the rest of the file was not checked"));
    }

    /** The same problem with a pointer to another place. */
    NotWellFormed withNote(Place place, String text) {
        return new NotWellFormed(diagnostic.withNote(place, text));
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
