package dev.packetwright.generator.target.java;

import java.util.ArrayList;
import java.util.List;

/**
 * The only way by which text of a PDL gets into a Java comment.
 *
 * <p>The text cannot close the comment, neither by {@code *}{@code /} nor by a Unicode escape. The comment contains no
 * HTML, no Javadoc tag, no line end that only the compiler recognises, and no character that reorders or hides its
 * neighbours.
 */
final class JavaText {
    private JavaText() {}

    /** Text for a Javadoc comment. Empty lines become paragraphs. The result may be empty. */
    static String javadoc(String text) {
        List<String> lines = new ArrayList<>();
        boolean paragraph = false;
        for (String line : text.split("\\R", -1)) {
            String clean = escaped(line).strip();
            if (clean.isEmpty()) {
                paragraph = !lines.isEmpty();
                continue;
            }
            if (paragraph) {
                lines.add("");
                lines.add("<p>" + clean);
            } else {
                lines.add(clean);
            }
            paragraph = false;
        }
        return String.join("\n", lines);
    }

    /** Text for the rest of a line behind {@code //}. */
    static String lineComment(String text) {
        return escaped(text.replaceAll("\\R", " ")).strip();
    }

    private static String escaped(String line) {
        StringBuilder out = new StringBuilder(line.length());
        line.codePoints().forEach(c -> append(c, out));
        return out.toString();
    }

    private static void append(int c, StringBuilder out) {
        switch (c) {
            case '&', '<', '>', '@', '\\', '*', '{', '}' ->
                out.append("&#").append(c).append(';');
            case '\t' -> out.append(' ');
            default -> {
                if (isVisible(c)) {
                    out.appendCodePoint(c);
                } else {
                    out.append('\ufffd');
                }
            }
        }
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
