package dev.packetwright.generator.naming;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Stream;

/** The rules for names in a PDL. */
public final class PdlNames {
    /** The maximum length of a name. Classes and their files get this name. */
    public static final int MAX_LENGTH = 200;

    private static final int MAX_ASCII = 0x7f;

    private PdlNames() {}

    /**
     * Returns whether a text is a valid name: letters of any script, digits and underscores, not beginning with a
     * digit. Other characters that Java allows ({@code $}, invisible characters, currency signs) are not valid.
     */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && isStart(name.codePointAt(0))
                && name.codePoints().allMatch(PdlNames::isPart);
    }

    /** Returns whether a text consists of valid names with dots between them, none of them too long. */
    public static boolean areNames(String dotted) {
        return Stream.of(dotted.split("\\.", -1)).allMatch(name -> isName(name) && name.length() <= MAX_LENGTH);
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

    /**
     * Returns the form of a name that is equal for names that are the same file name on some systems: composed, in
     * lower case.
     */
    public static String folded(String name) {
        String composed = isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
        return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** ASCII names are already composed, and loading the tables for composition is slow. */
    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c <= MAX_ASCII);
    }
}
