package dev.packetwright.generator.diagnostic;

import dev.packetwright.generator.source.Place;

/**
 * Diagnostics for people: {@code file:line:column: error: message [PW012]}, the source line, a caret below the place,
 * and then notes and help, each on a line of its own.
 *
 * <p>The first line follows the GNU standards for error messages, which editors and CI systems parse. Control and
 * formatting characters from a PDL file are escaped, so they can neither move the cursor of a terminal nor hide text.
 */
public final class DiagnosticText {
    private static final int WIDTH = 160;

    private DiagnosticText() {}

    /** Formats one diagnostic. The result ends in a line feed. */
    public static String format(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        out.append(printable(diagnostic.place().toString()))
                .append(": ")
                .append(diagnostic.severity().label())
                .append(": ")
                .append(printable(diagnostic.message()))
                .append(" [")
                .append(diagnostic.code())
                .append("]\n");
        excerpt(diagnostic.place(), out);
        for (Diagnostic.Note note : diagnostic.notes()) {
            out.append("note: ")
                    .append(printable(note.place().toString()))
                    .append(": ")
                    .append(printable(note.text()))
                    .append('\n');
        }
        if (!diagnostic.help().isEmpty()) {
            out.append("help: ").append(printable(diagnostic.help())).append('\n');
        }
        return out.toString();
    }

    /** Appends the source line and the caret. A very long line is cut to the part around the place. */
    private static void excerpt(Place place, StringBuilder out) {
        String line = place.lineText();
        if (line.isBlank()) {
            return;
        }
        int at = place.startInLine();
        int from = at < WIDTH ? 0 : at - WIDTH / 2;
        int to = Math.min(line.length(), from + WIDTH);
        String before = (from > 0 ? "…" : "") + printable(line.substring(from, Math.min(at, to)));
        int end = Math.max(at + 1, Math.min(at + place.end() - place.start(), to));
        String marked = at < to ? printable(line.substring(at, Math.min(end, to))) : "";
        String after = (end < to ? printable(line.substring(end, to)) : "") + (to < line.length() ? "…" : "");
        out.append(before).append(marked).append(after).append('\n');
        out.append(before.replaceAll("[^\t]", " "))
                .append('^')
                .append("~".repeat(Math.max(0, marked.codePointCount(0, marked.length()) - 1)))
                .append('\n');
    }

    /** Escapes the control and formatting characters in text from a PDL file. */
    public static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t' || !hidden(c)) {
                out.appendCodePoint(c);
            } else {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return out.toString();
    }

    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
