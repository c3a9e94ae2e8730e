package dev.packetwright.runtime.packet;

/** The units in which {@code maxLength} of the PDL counts. */
enum LengthUnit {
    UTF_16_UNIT("UTF-16 unit"),
    BYTE("byte"),
    ELEMENT("element");

    private final String singular;

    LengthUnit(String singular) {
        this.singular = singular;
    }

    /** The problem with a value that is longer than its bound, after the name of its member. */
    String tooMany(int length, int max) {
        return "has " + length + " " + singular + (length == 1 ? "" : "s") + "; the most is " + max;
    }
}
