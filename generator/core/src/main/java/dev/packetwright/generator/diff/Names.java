package dev.packetwright.generator.diff;

import java.util.List;

/** Lists of names in messages. */
final class Names {
    private static final int MOST = 3;

    private Names() {}

    /** Returns the first names and the number of the others. */
    static String some(List<String> names) {
        int more = names.size() - MOST;
        return String.join(", ", names.subList(0, Math.min(MOST, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
