package dev.packetwright.generator.diagnostic;

import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The diagnostics of one run. Not thread-safe. */
public final class Diagnostics {
    /** The maximum number of other errors of a file with another root, which may not be a PDL at all. */
    private static final int MAX_AFTER_WRONG_ROOT = 5;

    private final List<Diagnostic> collected = new ArrayList<>();
    private final Set<Place> places = new HashSet<>();

    /**
     * Adds a diagnostic without notes.
     *
     * @param message the problem as one sentence without a full stop
     * @param help the way to fix it; empty if there is nothing to add
     */
    public void report(DiagnosticCode code, Place place, String message, String help) {
        report(new Diagnostic(code, place, message, List.of(), help));
    }

    /**
     * Adds a diagnostic about two things that cannot both be there.
     *
     * @param first the place of the one that comes first, for a note
     * @param second the place of the other one, which the diagnostic is about
     */
    public void reportClash(DiagnosticCode code, Place first, Place second, String message, String help) {
        Diagnostic diagnostic = new Diagnostic(code, second, message, List.of(), help);
        report(diagnostic.withNote(first, "the other one is here"));
    }

    /** Adds a diagnostic. */
    public void report(Diagnostic diagnostic) {
        collected.add(diagnostic);
        places.add(diagnostic.place());
    }

    /** Returns whether a diagnostic was reported at exactly this place. */
    public boolean hasReported(Place place) {
        return places.contains(place);
    }

    /** Returns the diagnostics with a code, ordered by place. */
    public List<Diagnostic> of(DiagnosticCode code) {
        return sorted().stream().filter(diagnostic -> diagnostic.code() == code).toList();
    }

    /** Returns whether an error was reported, so that nothing can be generated. */
    public boolean hasErrors() {
        return collected.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }

    /** Returns the diagnostics, ordered by place; of a file with another root, only the first few errors. */
    public List<Diagnostic> sorted() {
        Map<SourceText, Integer> left = new HashMap<>();
        collected.stream()
                .filter(it -> it.code() == DiagnosticCode.WRONG_ROOT)
                .forEach(it -> left.put(it.place().source(), MAX_AFTER_WRONG_ROOT));
        return collected.stream()
                .distinct()
                .sorted(Diagnostic.BY_PLACE)
                .filter(it -> it.code() == DiagnosticCode.WRONG_ROOT || takesOne(it, left))
                .toList();
    }

    /** Takes one of the errors that a file may have. Returns false if none is left, or if it is not an error. */
    private static boolean takesOne(Diagnostic diagnostic, Map<SourceText, Integer> left) {
        SourceText file = diagnostic.place().source();
        if (!left.containsKey(file)) {
            return true;
        }
        return diagnostic.severity() == Severity.ERROR && left.merge(file, -1, Integer::sum) >= 0;
    }
}
