package dev.packetwright.runtime.packet;

import java.util.function.IntFunction;

/** Lists as a person can read them, however long they are. */
final class Shortened {
    private static final int SHOWN = 10;

    private Shortened() {}

    /** {@code [a, b, c]}, and {@code [a, b, … (of 500)]} where there are more than can be taken in. */
    static String text(int size, IntFunction<String> element) {
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < Math.min(size, SHOWN); i++) {
            out.append(i == 0 ? "" : ", ").append(element.apply(i));
        }
        return out.append(size > SHOWN ? ", … (of " + size + ")]" : "]").toString();
    }
}
