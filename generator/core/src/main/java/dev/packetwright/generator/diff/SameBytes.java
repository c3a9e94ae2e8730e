package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.Bounds;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
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

    /** A member without the struct around it. The elements of a list have no name. */
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

    /** Returns whether a member has moved. Two numbers that have changed places have the same bytes, so names decide. */
    private static boolean isElsewhere(Leaf leaf, List<Leaf> after, int place) {
        return !leaf.isCalledAs(after.get(place)) && after.stream().anyMatch(leaf::isCalledAs);
    }

    private static boolean areSame(Leaf before, Leaf after) {
        return before.traits().isOptional() == after.traits().isOptional()
                && before.traits().isLater() == after.traits().isLater()
                && areSameTypes(before, after);
    }

    private static boolean areSameTypes(Leaf before, Leaf after) {
        return before.type().accept(new Same(before, after));
    }

    /** Visits the old type of a leaf to compare it with the new type. */
    private record Same(Leaf before, Leaf after) implements MemberType.Visitor<Boolean> {
        @Override
        public Boolean scalar(ScalarType then) {
            if (then == ScalarType.BOOL) {
                return after.type() == ScalarType.BOOL;
            }
            return then.isInteger() ? haveSameNumbers() : areEqual();
        }

        @Override
        public Boolean string(StringType then) {
            return areEqual();
        }

        @Override
        public Boolean bytes(BytesType then) {
            return areEqual();
        }

        @Override
        public Boolean enumeration(EnumType then) {
            return haveSameNumbers() && readsAll(then, after.type());
        }

        @Override
        public Boolean record(RecordType then) {
            return after.type() instanceof RecordType now
                    && of(then.body().members(), now.body().members());
        }

        @Override
        public Boolean list(ListType then) {
            return after.type() instanceof ListType now
                    && haveSameBounds()
                    && of(then.element(), Traits.NONE, now.element(), Traits.NONE);
        }

        private boolean areEqual() {
            return before.type().equals(after.type()) && haveSameBounds();
        }

        private boolean haveSameBounds() {
            return Bounds.of(before.type(), before.traits()).areSameAs(Bounds.of(after.type(), after.traits()));
        }

        private boolean haveSameNumbers() {
            return Numbers.of(before.type(), before.traits()).equals(Numbers.of(after.type(), after.traits()));
        }
    }

    /** Enums with the same numbers can still differ in meaning, or in the unknown numbers that they read. */
    private static boolean readsAll(EnumType then, MemberType after) {
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
