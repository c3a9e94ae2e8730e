package dev.packetwright.generator.naming;

import java.text.Normalizer;
import java.util.Locale;

/** The rules for names in a PDL. */
public final class PdlNames {
    /** The most characters that a name has: a class and its file are called by it. */
    public static final int MAX_LENGTH = 200;

    private static final int MAX_ASCII = 0x7f;

    private PdlNames() {}

    /**
     * Whether that can be a name: letters of any script, digits and underscores, no digit first. What Java would take
     * beyond that ({@code $}, invisible characters, currency signs) is refused.
     */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && isStart(name.codePointAt(0))
                && name.codePoints().allMatch(PdlNames::isPart);
    }

    private static boolean isStart(int c) {
        return c == '_' || (Character.isLetter(c) && Character.isJavaIdentifierStart(c));
    }

    private static boolean isPart(int c) {
        boolean mark = Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
        return c == '_'
                || ((Character.isLetterOrDigit(c) || mark)
                        && Character.isJavaIdentifierPart(c)
                        && !Character.isIdentifierIgnorable(c));
    }

    /** What names have in common that are one file name on some systems: letters without case, composed. */
    public static String folded(String name) {
        String composed = isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
        return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Such names are composed already, and the tables to compose others with take long to load. */
    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c <= MAX_ASCII);
    }
}
