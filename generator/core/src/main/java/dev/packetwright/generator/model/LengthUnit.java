package dev.packetwright.generator.model;

/** The units in which {@code maxLength} counts. */
public enum LengthUnit {
    UTF_16_UNIT("UTF-16 unit"),
    BYTE("byte"),
    ELEMENT("element");

    private final String singular;

    LengthUnit(String singular) {
        this.singular = singular;
    }

    /** Returns the unit of a type that has lengths. */
    public static LengthUnit of(MemberType type) {
        if (type instanceof StringType) {
            return UTF_16_UNIT;
        }
        return type instanceof BytesType ? BYTE : ELEMENT;
    }

    /** Returns a length in this unit: {@code 16 UTF-16 units}. */
    public String count(int length) {
        return length + " " + singular + (length == 1 ? "" : "s");
    }
}
