package dev.packetwright.generator.model;

import java.util.OptionalInt;

/** Text. On the wire, its length in bytes comes before its bytes. */
public enum StringType implements MemberType {
    UTF_16("utf-16", "string"),
    UTF_8("utf-8", "utf8");

    private final String encoding;
    private final String wireForm;

    StringType(String encoding, String wireForm) {
        this.encoding = encoding;
        this.wireForm = wireForm;
    }

    /** Returns the name of the encoding in the PDL. */
    public String encoding() {
        return encoding;
    }

    @Override
    public int minSize() {
        return WireFormat.COUNT_SIZE;
    }

    @Override
    public boolean isFixedSize() {
        return false;
    }

    @Override
    public OptionalInt maxLength() {
        return OptionalInt.of(this == UTF_16 ? WireFormat.MAX_UTF_16_UNITS : WireFormat.MAX_COUNT);
    }

    @Override
    public String wireForm() {
        return wireForm;
    }

    @Override
    public <R, X extends Exception> R accept(ThrowingVisitor<R, X> visitor) throws X {
        return visitor.string(this);
    }
}
