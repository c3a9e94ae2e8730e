package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The integers that a member can have on the wire: two for a bool, and the numbers of the values for an enum.
 *
 * @param size the size of a number in bytes
 * @param min the least number
 * @param max the greatest number
 * @param some all numbers if there are gaps between them; otherwise empty
 */
record Numbers(int size, BigInteger min, BigInteger max, Set<BigInteger> some) {
    Numbers {
        some = Set.copyOf(some);
    }

    /** Returns the numbers of a type, or empty if its values are not integers. */
    static Optional<Numbers> of(MemberType type, Traits traits) {
        return type.accept(new MemberType.Visitor<>() {
            @Override
            public Optional<Numbers> scalar(ScalarType type) {
                return Numbers.of(type, traits);
            }

            @Override
            public Optional<Numbers> string(StringType type) {
                return Optional.empty();
            }

            @Override
            public Optional<Numbers> bytes(BytesType type) {
                return Optional.empty();
            }

            @Override
            public Optional<Numbers> enumeration(EnumType type) {
                return Optional.of(Numbers.of(type));
            }

            @Override
            public Optional<Numbers> record(RecordType type) {
                return Optional.empty();
            }

            @Override
            public Optional<Numbers> list(ListType type) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Numbers> of(ScalarType type, Traits traits) {
        if (!type.isInteger() && type != ScalarType.BOOL) {
            return Optional.empty();
        }
        Range range = traits.range().orElseGet(() -> new Range(type.min(), type.max()));
        return Optional.of(new Numbers(
                type.minSize(), range.min().toBigIntegerExact(), range.max().toBigIntegerExact(), Set.of()));
    }

    private static Numbers of(EnumType type) {
        TreeSet<BigInteger> values =
                type.values().stream().map(EnumType.Value::value).collect(Collectors.toCollection(TreeSet::new));
        BigInteger span = values.last().subtract(values.first()).add(BigInteger.ONE);
        boolean gapless = span.equals(BigInteger.valueOf(values.size()));
        return new Numbers(type.minSize(), values.first(), values.last(), gapless ? Set.of() : values);
    }
}
