package dev.packetwright.runtime.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * UTF-16LE as the C# peers write and read it: code unit by code unit, without a charset's coder in between.
 *
 * <p>A surrogate without its partner becomes U+FFFD, in both directions, and takes nothing else with it. The JDK's own
 * decoder would swallow the unit that follows a lone high surrogate; .NET keeps it, and so do we.
 */
final class Utf16 {
    private static final VarHandle UNIT = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
    private static final char REPLACEMENT = '\ufffd';

    private Utf16() {}

    /** Writes two bytes for each unit of the text, without a prefix. The caller has checked that they fit. */
    static void encode(String text, byte[] out, int offset) {
        int length = text.length();
        int at = offset;
        for (int i = 0; i < length; i++, at += 2) {
            char unit = text.charAt(i);
            UNIT.set(out, at, Character.isSurrogate(unit) && !paired(text, i) ? REPLACEMENT : unit);
        }
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /**
     * Reads a text of that many bytes. A last odd byte reads as U+FFFD.
     *
     * @param units room for {@code (byteLength + 1) / 2} units
     */
    static String decode(byte[] in, int offset, int byteLength, char[] units) {
        int whole = byteLength / 2;
        boolean surrogates = false;
        for (int i = 0; i < whole; i++) {
            char unit = (char) UNIT.get(in, offset + 2 * i);
            surrogates |= Character.isSurrogate(unit);
            units[i] = unit;
        }
        if (surrogates) {
            replaceUnpaired(units, whole);
        }
        if ((byteLength & 1) == 0) {
            return new String(units, 0, whole);
        }
        units[whole] = REPLACEMENT;
        return new String(units, 0, whole + 1);
    }

    private static void replaceUnpaired(char[] units, int length) {
        for (int i = 0; i < length; i++) {
            if (!Character.isSurrogate(units[i])) {
                continue;
            }
            if (i + 1 < length && Character.isSurrogatePair(units[i], units[i + 1])) {
                i++;
            } else {
                units[i] = REPLACEMENT;
            }
        }
    }
}
