package dev.packetwright.generator.diagnostic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The diagnostics of a run that people read: the first hundred of the worst, in their order. A file of another kind can
 * have a hundred thousand.
 *
 * @param shown the diagnostics to print
 * @param rest a line about the others; empty if there are none
 */
public record Printout(List<Diagnostic> shown, String rest) {
    private static final int MAX_SHOWN = 100;

    public Printout {
        shown = List.copyOf(shown);
    }

    /**
     * Selects the diagnostics to print.
     *
     * @param all the diagnostics of the run, ordered by place
     */
    public static Printout of(List<Diagnostic> all) {
        if (all.size() <= MAX_SHOWN) {
            return new Printout(all, "");
        }
        List<Diagnostic> worstFirst =
                all.stream().sorted(Comparator.comparing(Diagnostic::severity)).toList();
        List<Diagnostic> shown = worstFirst.subList(0, MAX_SHOWN);
        List<Diagnostic> hidden = worstFirst.subList(MAX_SHOWN, all.size());
        return new Printout(shown.stream().sorted(Diagnostic.BY_PLACE).toList(), "… and " + count(hidden));
    }

    private static String count(List<Diagnostic> hidden) {
        return Arrays.stream(Severity.values())
                .map(severity -> more(
                        hidden.stream().filter(it -> it.severity() == severity).count(), severity))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    private static String more(long count, Severity severity) {
        return count == 0 ? "" : count + " more " + severity.label() + (count == 1 ? "" : "s");
    }
}
