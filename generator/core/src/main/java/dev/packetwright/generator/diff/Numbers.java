package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.Traits;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The integers that a member can have on the wire. A bool has two, an enum those of its values.
 *
 * @param size the size of each in bytes
 * @param min the least
 * @param max the greatest
 * @param some the numbers if there are gaps between them; otherwise none
 */
record Numbers(int size, BigInteger min, BigInteger max, Set<BigInteger> some) {
    Numbers {
        some = Set.copyOf(some);
    }

    /** The numbers of a type, or empty if its values are not integers. */
    static Optional<Numbers> of(MemberType type, Traits traits) {
        if (type instanceof EnumType enumeration) {
            return Optional.of(of(enumeration));
        } else if (type instanceof ScalarType scalar && (scalar.isInteger() || scalar == ScalarType.BOOL)) {
            Range range = traits.range().orElseGet(() -> new Range(scalar.min(), scalar.max()));
            return Optional.of(new Numbers(
                    scalar.minSize(),
                    range.min().toBigIntegerExact(),
                    range.max().toBigIntegerExact(),
                    Set.of()));
        }
        return Optional.empty();
    }

    private static Numbers of(EnumType type) {
        TreeSet<BigInteger> values =
                type.values().stream().map(EnumType.Value::value).collect(Collectors.toCollection(TreeSet::new));
        BigInteger span = values.last().subtract(values.first()).add(BigInteger.ONE);
        boolean gapless = span.equals(BigInteger.valueOf(values.size()));
        return new Numbers(type.minSize(), values.first(), values.last(), gapless ? Set.of() : values);
    }
}
