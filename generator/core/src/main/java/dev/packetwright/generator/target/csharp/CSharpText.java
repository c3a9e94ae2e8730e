package dev.packetwright.generator.target.csharp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The only way by which text of a PDL gets into C#. The text can neither end its comment or literal, nor be XML in a
 * documentation comment, nor hide or reorder its neighbours.
 */
final class CSharpText {
    private CSharpText() {}

    /** The lines of a documentation comment, without empty ones. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\\R", -1)) {
            String clean = escaped(line).strip();
            if (!clean.isEmpty()) {
                lines.add(clean);
            }
        }
        return lines;
    }

    /** Text for the rest of a line behind {@code //}. */
    static String lineComment(String text) {
        return escaped(text.replaceAll("\\R", " ")).strip();
    }

    /** A string literal in ASCII. */
    static String literal(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static String escaped(String line) {
        StringBuilder out = new StringBuilder(line.length());
        line.codePoints().forEach(c -> append(c, out));
        return out.toString();
    }

    private static void append(int c, StringBuilder out) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '\t' -> out.append(' ');
            default -> out.appendCodePoint(isVisible(c) ? c : 0xfffd);
        }
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
