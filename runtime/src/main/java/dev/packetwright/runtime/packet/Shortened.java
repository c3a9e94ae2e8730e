package dev.packetwright.runtime.packet;

import java.util.function.IntFunction;

/** Readable texts of lists, also of long ones. */
final class Shortened {
    private static final int SHOWN = 10;

    private Shortened() {}

    /** {@code [a, b, c]}, or {@code [a, b, … (of 500)]} for a long list. */
    static String text(int size, IntFunction<String> element) {
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < Math.min(size, SHOWN); i++) {
            out.append(i == 0 ? "" : ", ").append(element.apply(i));
        }
        return out.append(size > SHOWN ? ", … (of " + size + ")]" : "]").toString();
    }
}
