package dev.packetwright.generator.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The allowed numbers or lengths of a member. They apply when the member is written and when it is read.
 *
 * @param range the allowed numbers or lengths; empty if every value of the type is allowed. A float or double without a
 *     range allows NaN and the infinities; a range excludes them.
 */
public record Bounds(Optional<Range> range) {
    private static final Bounds NONE = new Bounds(Optional.empty());

    /** Returns the bounds of a member: those in the PDL, or else those of its type. */
    public static Bounds of(MemberType type, Traits traits) {
        return type.accept(new MemberType.Visitor<>() {
            @Override
            public Bounds scalar(ScalarType type) {
                return new Bounds(type.isInteger() ? Optional.of(integers(type, traits)) : floats(type, traits));
            }

            @Override
            public Bounds string(StringType type) {
                return ofLength(type, traits);
            }

            @Override
            public Bounds bytes(BytesType type) {
                return ofLength(type, traits);
            }

            @Override
            public Bounds enumeration(EnumType type) {
                return NONE;
            }

            @Override
            public Bounds record(RecordType type) {
                return NONE;
            }

            @Override
            public Bounds list(ListType type) {
                return ofLength(type, traits);
            }
        });
    }

    private static Bounds ofLength(MemberType type, Traits traits) {
        int most = traits.maxLength().orElseGet(type.maxLength()::getAsInt);
        return new Bounds(Optional.of(new Range(BigDecimal.ZERO, BigDecimal.valueOf(most))));
    }

    private static Range integers(ScalarType type, Traits traits) {
        return traits.range().orElseGet(() -> new Range(type.min(), type.max()));
    }

    /** Rounds the bounds to the type, as the comparisons in generated code do. */
    private static Optional<Range> floats(ScalarType type, Traits traits) {
        return traits.range().map(range -> new Range(rounded(type, range.min()), rounded(type, range.max())));
    }

    private static BigDecimal rounded(ScalarType type, BigDecimal bound) {
        return type == ScalarType.FLOAT
                ? BigDecimal.valueOf((double) bound.floatValue())
                : BigDecimal.valueOf(bound.doubleValue());
    }

    /** Returns whether these bounds allow everything that others allow. */
    public boolean contain(Bounds others) {
        return range.isEmpty()
                || others.range
                        .filter(inner ->
                                range.get().contains(inner.min()) && range.get().contains(inner.max()))
                        .isPresent();
    }

    /** Returns whether these bounds allow the same as others. */
    public boolean areSameAs(Bounds others) {
        return contain(others) && others.contain(this);
    }

    @Override
    public String toString() {
        return range.map(it -> it.min() + " to " + it.max()).orElse("anything");
    }
}
