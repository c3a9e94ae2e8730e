package dev.packetwright.generator.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The numbers or lengths that a member may have, both when it is written and when it is read.
 *
 * @param range from the least to the greatest; none if there is no bound at all, not even that of the type: of floats,
 *     where a bound also keeps out what is no number
 */
public record Bounds(Optional<Range> range) {
    private static final Bounds NONE = new Bounds(Optional.empty());

    /** The bounds of a member, be they written or the type's own. */
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

    /** As generated code compares them: rounded to the type. */
    private static Optional<Range> floats(ScalarType type, Traits traits) {
        return traits.range().map(range -> new Range(rounded(type, range.min()), rounded(type, range.max())));
    }

    private static BigDecimal rounded(ScalarType type, BigDecimal bound) {
        return type == ScalarType.FLOAT
                ? BigDecimal.valueOf((double) bound.floatValue())
                : BigDecimal.valueOf(bound.doubleValue());
    }

    /** Whether everything that others allow is allowed. */
    public boolean contain(Bounds others) {
        return range.isEmpty()
                || others.range
                        .filter(inner ->
                                range.get().contains(inner.min()) && range.get().contains(inner.max()))
                        .isPresent();
    }

    /** Whether they allow the same. */
    public boolean areSameAs(Bounds others) {
        return contain(others) && others.contain(this);
    }

    @Override
    public String toString() {
        return range.map(it -> it.min() + " to " + it.max()).orElse("anything");
    }
}
