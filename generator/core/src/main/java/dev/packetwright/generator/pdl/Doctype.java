package dev.packetwright.generator.pdl;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import java.util.Optional;

/**
 * Hides a DOCTYPE from the XML parser: it is reported, and replaced by spaces before the text is parsed. Entities then
 * have no effect, and the text after the DOCTYPE is checked like any other.
 */
final class Doctype {
    private static final String START = "<!DOCTYPE";

    private Doctype() {}

    /** Returns the text with its DOCTYPE blanked. The length and the places of all other characters stay the same. */
    static String blanked(SourceText source, Diagnostics diagnostics) {
        String text = source.text();
        Optional<Integer> start = start(text);
        start.ifPresent(at -> report(source.place(at, at + START.length()), diagnostics));
        return start.map(at -> blanked(text, at, end(text, at))).orElse(text);
    }

    /** Finds the DOCTYPE. Only comments and processing instructions may stand before the root. */
    private static Optional<Integer> start(String text) {
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("<!--", at)) {
                at = past(text, "-->", at + "<!--".length());
            } else if (text.startsWith("<?", at)) {
                at = past(text, "?>", at);
            } else if (text.startsWith(START, at)) {
                return Optional.of(at);
            } else if (text.charAt(at) == '<') {
                return Optional.empty();
            } else {
                at++;
            }
        }
        return Optional.empty();
    }

    /** Returns the end of a DOCTYPE: the first {@code >} outside of its internal subset, of quotes and of comments. */
    private static int end(String text, int start) {
        boolean inSubset = false;
        int at = start + START.length();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("<!--", at)) {
                at = past(text, "-->", at + "<!--".length());
            } else if (text.startsWith("<?", at)) {
                at = past(text, "?>", at);
            } else if (c == '"' || c == '\'') {
                at = past(text, String.valueOf(c), at + 1);
            } else if (c == '>' && !inSubset) {
                return at + 1;
            } else {
                inSubset = c == '[' || (inSubset && c != ']');
                at++;
            }
        }
        return text.length();
    }

    private static int past(String text, String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() : at + end.length();
    }

    private static String blanked(String text, int from, int to) {
        return text.substring(0, from) + text.substring(from, to).replaceAll("[^\r\n]", " ") + text.substring(to);
    }

    private static void report(Place place, Diagnostics diagnostics) {
        diagnostics.report(
                DiagnosticCode.DOCTYPE,
                place,
                "a DOCTYPE is not allowed in a PDL file",
                "remove it, and write out what its entities stand for");
    }
}
