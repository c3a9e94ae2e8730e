package dev.packetwright.generator.source;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The characters that look like a space or like nothing, and that editors insert unasked. A message has to name them,
 * because its reader cannot see them.
 */
public final class HiddenCharacters {
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private HiddenCharacters() {}

    /** Returns whether a character looks like a space or like nothing. The white space of XML counts only as a space. */
    public static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                c != ' ';
            default -> false;
        };
    }

    /** Returns the index of the first hidden character of a text. */
    public static OptionalInt firstIn(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isHidden(text.codePointAt(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the name of a character with its article and its number: "a no-break space (U+00A0)". */
    public static String nameOf(int c) {
        String name = c == BYTE_ORDER_MARK
                ? "byte order mark"
                : Objects.requireNonNullElse(Character.getName(c), "character").toLowerCase(Locale.ROOT);
        String article = "aeio".indexOf(name.charAt(0)) >= 0 ? "an " : "a ";
        return article + name + String.format(Locale.ROOT, " (U+%04X)", c);
    }
}
