package dev.packetwright.generator.codec;

/** The paths of members, for example {@code skill[2].level}. */
final class Ways {
    private Ways() {}

    static String join(String member, String rest) {
        return rest.isEmpty() || rest.startsWith("[") ? member + rest : member + "." + rest;
    }

    static String join(int index, String rest) {
        return rest.isEmpty() ? "[" + index + "]" : "[" + index + "]." + rest;
    }
}
