package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.Bounds;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.Traits;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares the bytes of types that are written differently. Two types are the same on the wire if each reads the bytes
 * of the other as the same values in the same order, and the new type rejects nothing that the old type reads.
 */
final class SameBytes {
    private SameBytes() {}

    /** A member after structs are flattened. The elements of a list have no name. */
    private record Leaf(Optional<Name> name, MemberType type, Traits traits) {
        private boolean isCalledAs(Leaf other) {
            return name.isPresent()
                    && other.name.isPresent()
                    && name.get().pdl().equals(other.name.get().pdl());
        }
    }

    /** Returns whether members in order are the same on the wire. */
    static boolean of(List<Member> before, List<Member> after) {
        return ofLeaves(
                before.stream().flatMap(SameBytes::leaves).toList(),
                after.stream().flatMap(SameBytes::leaves).toList());
    }

    /** Returns whether members, or elements without further attributes, are the same on the wire. */
    static boolean of(MemberType before, Traits then, MemberType after, Traits now) {
        return ofLeaves(
                leaves(new Leaf(Optional.empty(), before, then)).toList(),
                leaves(new Leaf(Optional.empty(), after, now)).toList());
    }

    private static Stream<Leaf> leaves(Member member) {
        return leaves(new Leaf(Optional.of(member.name()), member.type(), member.traits()));
    }

    private static Stream<Leaf> leaves(Leaf leaf) {
        return leaf.type() instanceof RecordType record
                        && !leaf.traits().isOptional()
                        && !leaf.traits().isLater()
                ? record.body().members().stream().flatMap(SameBytes::leaves)
                : Stream.of(leaf);
    }

    private static boolean ofLeaves(List<Leaf> before, List<Leaf> after) {
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!areSame(before.get(i), after.get(i)) || isElsewhere(before.get(i), after, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether names are compared: two numbers that have changed places have each other's bytes. */
    private static boolean isElsewhere(Leaf leaf, List<Leaf> after, int place) {
        return !leaf.isCalledAs(after.get(place)) && after.stream().anyMatch(leaf::isCalledAs);
    }

    private static boolean areSame(Leaf before, Leaf after) {
        return before.traits().isOptional() == after.traits().isOptional()
                && before.traits().isLater() == after.traits().isLater()
                && areSameTypes(before, after);
    }

    private static boolean areSameTypes(Leaf before, Leaf after) {
        if (before.type() instanceof ListType list && after.type() instanceof ListType other) {
            return haveSameBounds(before, after) && of(list.element(), Traits.NONE, other.element(), Traits.NONE);
        } else if (before.type() instanceof RecordType record && after.type() instanceof RecordType other) {
            return of(record.body().members(), other.body().members());
        }
        Optional<Numbers> numbers = Numbers.of(before.type(), before.traits());
        return numbers.isPresent()
                ? numbers.equals(Numbers.of(after.type(), after.traits())) && readsAll(before.type(), after.type())
                : before.type().equals(after.type()) && haveSameBounds(before, after);
    }

    private static boolean haveSameBounds(Leaf before, Leaf after) {
        return Bounds.of(before.type(), before.traits()).areSameAs(Bounds.of(after.type(), after.traits()));
    }

    /** Enums with the same numbers can still differ in meaning, or in the unknown numbers that they read. */
    private static boolean readsAll(MemberType before, MemberType after) {
        if (before == ScalarType.BOOL) {
            return after == ScalarType.BOOL;
        }
        if (!(before instanceof EnumType then)) {
            return true;
        }
        return after instanceof EnumType now
                ? (then.unknown().isEmpty() || now.unknown().isPresent()) && haveSameNames(then, now)
                : then.unknown().isEmpty();
    }

    private static boolean haveSameNames(EnumType before, EnumType after) {
        Map<String, BigInteger> numbers = new HashMap<>();
        before.values().forEach(value -> numbers.put(value.name().pdl(), value.value()));
        return after.values().stream()
                .allMatch(value ->
                        value.value().equals(numbers.getOrDefault(value.name().pdl(), value.value())));
    }
}
