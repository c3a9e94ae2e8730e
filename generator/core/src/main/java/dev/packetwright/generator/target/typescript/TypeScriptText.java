package dev.packetwright.generator.target.typescript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The only way by which text of a PDL gets into TypeScript. The text can neither end its comment or literal, nor be a tag
 * of a documentation comment, nor hide or reorder its neighbours.
 */
final class TypeScriptText {
    private TypeScriptText() {}

    /** The lines of a documentation comment, without empty ones. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\\R", -1)) {
            String clean =
                    visible(line).replace("*/", "*\\/").replace("@", "\\@").strip();
            if (!clean.isEmpty()) {
                lines.add(clean.startsWith("/") ? "\\" + clean : clean);
            }
        }
        return lines;
    }

    /** The text of a tag in a documentation comment, in one line. */
    static String tagText(String text) {
        return String.join(" ", lines(text));
    }

    /** Text for the rest of a line behind {@code //}. */
    static String lineComment(String text) {
        return visible(text.replaceAll("\\R", " ")).strip();
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

    private static String visible(String line) {
        StringBuilder out = new StringBuilder(line.length());
        line.codePoints().forEach(c -> out.appendCodePoint(c == '\t' ? ' ' : isVisible(c) ? c : 0xfffd));
        return out.toString();
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
