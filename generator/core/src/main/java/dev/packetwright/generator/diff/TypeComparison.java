package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import java.util.Optional;

/** The comparison of the types of a member. */
final class TypeComparison {
    private final DeclaredTypes declared;
    private final BodyComparison bodies;
    private final Changes changes;

    TypeComparison(DeclaredTypes declared, BodyComparison bodies, Changes changes) {
        this.declared = declared;
        this.bodies = bodies;
        this.changes = changes;
    }

    void compare(BodyComparison.Owner owner, String path, Member before, Member after) {
        new Comparison(owner, path, before, after).compare();
    }

    /** A single comparison. */
    private final class Comparison {
        private final BodyComparison.Owner owner;
        private final String path;
        private final Member before;
        private final Member after;

        Comparison(BodyComparison.Owner owner, String path, Member before, Member after) {
            this.owner = owner;
            this.path = path;
            this.before = before;
            this.after = after;
        }

        void compare() {
            if (isList(before.type()) != isList(after.type())) {
                add(Rule.LIST_CHANGED, before.type(), after.type());
            } else {
                compare(before.type(), before.traits(), after.type(), after.traits());
            }
        }

        private void compare(MemberType then, Traits thenTraits, MemberType now, Traits nowTraits) {
            then.accept(new Replacement(this, now))
                    .map(rule -> SameBytes.of(then, thenTraits, now, nowTraits) ? Rule.TYPE_CHANGED_SAME_BYTES : rule)
                    .ifPresent(rule -> add(rule, then, now));
        }

        private void compareElements(ListType then, ListType now) {
            compare(then.element(), Traits.NONE, now.element(), Traits.NONE);
        }

        /** The class of the elements is usually named after the list, so a renamed list says enough. */
        private void compareMembers(RecordType then, RecordType now) {
            if (!changes.isRenamed(before, after)) {
                changes.addElementRenaming(path, then, now);
            }
            bodies.compare(owner.elements(path), then.body(), now.body());
        }

        private void add(Rule rule, MemberType then, MemberType now) {
            boolean areElements = then != before.type() || now != after.type();
            changes.add(
                    rule,
                    path,
                    before.name(),
                    after.name(),
                    (areElements ? "has elements of " : "is ") + TypeDescription.of(now) + ", and "
                            + (areElements ? "had of " : "was ") + TypeDescription.of(then) + owner.users());
        }
    }

    private static boolean isList(MemberType type) {
        return type instanceof ListType;
    }

    /**
     * Visits an old type to find the rule for its replacement by a new type. If both are lists, or both are elements with
     * members of their own, it compares their parts and there is no rule. There is none for a type that stayed the same
     * either: the changes of a struct or an enum are reported once, for the type itself.
     */
    private final class Replacement implements MemberType.Visitor<Optional<Rule>> {
        private final Comparison comparison;
        private final MemberType now;

        Replacement(Comparison comparison, MemberType now) {
            this.comparison = comparison;
            this.now = now;
        }

        @Override
        public Optional<Rule> scalar(ScalarType then) {
            boolean areIntegersOfOneSize = now instanceof ScalarType young
                    && then.isInteger()
                    && young.isInteger()
                    && then.minSize() == young.minSize();
            return unless(then == now, areIntegersOfOneSize ? Rule.SIGN_CHANGED : Rule.TYPE_CHANGED);
        }

        @Override
        public Optional<Rule> string(StringType then) {
            return unless(then == now, now instanceof StringType ? Rule.ENCODING_CHANGED : Rule.TYPE_CHANGED);
        }

        @Override
        public Optional<Rule> bytes(BytesType then) {
            return unless(then == now, Rule.TYPE_CHANGED);
        }

        @Override
        public Optional<Rule> enumeration(EnumType then) {
            boolean areOne = now instanceof EnumType young && (then.equals(young) || declared.areOne(then, young));
            return unless(areOne, Rule.TYPE_CHANGED);
        }

        @Override
        public Optional<Rule> record(RecordType then) {
            if (!(now instanceof RecordType young) || then.isStruct() != young.isStruct()) {
                return Optional.of(Rule.TYPE_CHANGED);
            } else if (then.isStruct()) {
                return unless(then.equals(young) || declared.areOne(then, young), Rule.TYPE_CHANGED);
            }
            comparison.compareMembers(then, young);
            return Optional.empty();
        }

        @Override
        public Optional<Rule> list(ListType then) {
            if (now instanceof ListType young) {
                comparison.compareElements(then, young);
                return Optional.empty();
            }
            return Optional.of(Rule.LIST_CHANGED);
        }

        private Optional<Rule> unless(boolean areSame, Rule rule) {
            return areSame ? Optional.empty() : Optional.of(rule);
        }
    }
}
