package dev.packetwright.generator.model;

import java.util.OptionalInt;

/** Raw bytes. On the wire, their number comes before them. */
public enum BytesType implements MemberType {
    BYTES;

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
        return OptionalInt.of(WireFormat.MAX_COUNT);
    }

    @Override
    public String wireForm() {
        return "bytes";
    }

    @Override
    public <R, X extends Exception> R accept(ThrowingVisitor<R, X> visitor) throws X {
        return visitor.bytes(this);
    }
}
