package dev.packetwright.generator.pdl.wellformed;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The characters of XML 1.0 (sections 2.2, 2.3 and 4.1): white space, names, references. */
final class Characters {
    /** A name with at most one prefix, as Namespaces in XML 1.0 has it. */
    static final Pattern NAME;

    private static final Pattern REFERENCE =
            Pattern.compile("&(#[0-9]{1,9}|#x[0-9a-fA-F]{1,7}|[\\p{L}_:][^\\s;&<\"']*);");

    static {
        String part = "[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_.·-]*";
        NAME = Pattern.compile(part + "(:" + part + ")?");
    }

    private Characters() {}

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Skips one character, or the reference that stands for one. */
    static void skipOne(Cursor cursor) {
        int c = cursor.codePoint();
        if (c == '&') {
            skipReference(cursor);
        } else {
            check(c, cursor, cursor.position());
            cursor.advance(Character.charCount(c));
        }
    }

    /** Checks all characters from the cursor to an offset. */
    static void checkUntil(int end, Cursor cursor) {
        int c;
        for (int at = cursor.position(); at < end; at += Character.charCount(c)) {
            c = cursor.codePointAt(at);
            check(c, cursor, at);
        }
    }

    private static void check(int c, Cursor cursor, int at) {
        if (!isAllowed(c)) {
            throw cursor.problem(at, at + 1, "U+" + hex(c) + " is not an XML character", "remove it");
        }
    }

    private static void skipReference(Cursor cursor) {
        Matcher reference = cursor.match(REFERENCE);
        if (!reference.lookingAt()) {
            throw cursor.problem(1, "'&' does not begin an entity here", "write &amp; for the character itself");
        }
        if (!isKnown(reference.group(1))) {
            throw cursor.problem(
                    reference.group().length(),
                    "there is no entity '" + reference.group() + "'",
                    "write the character itself; the entities are &lt; &gt; &amp; &quot; and &apos;");
        }
        cursor.moveTo(reference.end());
    }

    private static boolean isKnown(String reference) {
        return switch (reference) {
            case "lt", "gt", "amp", "quot", "apos" -> true;
            default -> reference.startsWith("#") && isAllowed(numberOf(reference));
        };
    }

    private static int numberOf(String reference) {
        boolean isHexadecimal = reference.startsWith("#x");
        return Integer.parseInt(reference.substring(isHexadecimal ? 2 : 1), isHexadecimal ? 16 : 10);
    }

    private static boolean isAllowed(int c) {
        boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c >= ' '
                ? !isSurrogate && c != 0xfffe && c != 0xffff && c <= Character.MAX_CODE_POINT
                : isSpace((char) c);
    }

    private static String hex(int c) {
        String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}
