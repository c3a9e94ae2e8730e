package dev.packetwright.generator.model;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One of some named values.
 *
 * @param name its name
 * @param base the type that its values have on the wire, an integer
 * @param values the values in document order
 * @param unknown the value that stands for all others that come; without it, others are malformed
 * @param doc the comment before it
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
     * @param value what travels, within the base type
     * @param doc the comment before it
     */
    public record Value(Name name, BigInteger value, Optional<String> doc) {}

    /** What a member of this type is in the packet of an older peer, which lacks it: 0, or else the first value. */
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
