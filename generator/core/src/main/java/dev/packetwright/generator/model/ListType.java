package dev.packetwright.generator.model;

import java.util.OptionalInt;

/**
 * A list with any number of elements.
 *
 * @param element the type of the elements
 */
public record ListType(MemberType element) implements MemberType {
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
        return "list(" + element.wireForm() + ")";
    }

    @Override
    public <R, X extends Exception> R accept(ThrowingVisitor<R, X> visitor) throws X {
        return visitor.list(this);
    }
}
