package dev.packetwright.generator.model;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An enum: a set of named values.
 *
 * @param name the name
 * @param base the integer type of the values on the wire
 * @param values the values in document order
 * @param unknown the value that replaces any other number that arrives; if empty, other numbers are malformed
 * @param doc the comment before the enum
 */
public record EnumType(Name name, ScalarType base, List<Value> values, Optional<Value> unknown, Optional<String> doc)
        implements MemberType {
    public EnumType {
        values = List.copyOf(values);
    }

    /**
     * A named value.
     *
     * @param name the name
     * @param value the number on the wire, within the range of the base type
     * @param doc the comment before the value
     */
    public record Value(Name name, BigInteger value, Optional<String> doc) {}

    /**
     * Returns the value that a member has in a packet of an older peer, which lacks it: the value 0, or else the first
     * value.
     */
    public Value defaultValue() {
        return values.stream()
                .filter(value -> value.value().signum() == 0)
                .findFirst()
                .orElseGet(() -> values.get(0));
    }

    @Override
    public int minSize() {
        return base.minSize();
    }

    @Override
    public boolean isFixedSize() {
        return true;
    }

    @Override
    public OptionalInt maxLength() {
        return OptionalInt.empty();
    }

    @Override
    public String wireForm() {
        return base.wireForm();
    }

    @Override
    public <R, X extends Exception> R accept(ThrowingVisitor<R, X> visitor) throws X {
        return visitor.enumeration(this);
    }
}
