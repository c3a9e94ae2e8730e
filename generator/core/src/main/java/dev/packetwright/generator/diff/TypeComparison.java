package dev.packetwright.generator.diff;

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
            if (before.type() instanceof ListType then && after.type() instanceof ListType now) {
                compare(then.element(), Traits.NONE, now.element(), Traits.NONE);
            } else if (before.type() instanceof ListType || after.type() instanceof ListType) {
                add(Rule.LIST_CHANGED, before.type(), after.type());
            } else {
                compare(before.type(), before.traits(), after.type(), after.traits());
            }
        }

        private void compare(MemberType then, Traits thenTraits, MemberType now, Traits nowTraits) {
            if (areBothInline(then, now)) {
                compareElements((RecordType) then, (RecordType) now);
            } else if (!then.equals(now) && !areOneDeclared(then, now)) {
                add(ruleFor(then, thenTraits, now, nowTraits), then, now);
            }
        }

        private boolean areBothInline(MemberType then, MemberType now) {
            return then instanceof RecordType old
                    && now instanceof RecordType young
                    && !old.isStruct()
                    && !young.isStruct();
        }

        /** The class of the elements follows the name of the list, most often; where it does not, it needs a word. */
        private void compareElements(RecordType then, RecordType now) {
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
                    (areElements ? "has elements of " : "is ") + described(now) + ", and "
                            + (areElements ? "had of " : "was ") + described(then) + owner.users());
        }
    }

    /** Whether both are the same struct or enum, whose changes are reported once, for the type itself. */
    private boolean areOneDeclared(MemberType then, MemberType now) {
        if (then instanceof RecordType old && now instanceof RecordType young) {
            return old.isStruct() && young.isStruct() && declared.areOne(old, young);
        }
        return then instanceof EnumType old && now instanceof EnumType young && declared.areOne(old, young);
    }

    private static Rule ruleFor(MemberType then, Traits thenTraits, MemberType now, Traits nowTraits) {
        if (SameBytes.of(then, thenTraits, now, nowTraits)) {
            return Rule.TYPE_CHANGED_SAME_BYTES;
        } else if (then instanceof StringType && now instanceof StringType) {
            return Rule.ENCODING_CHANGED;
        }
        boolean areIntegersOfOneSize = then instanceof ScalarType old
                && now instanceof ScalarType young
                && old.isInteger()
                && young.isInteger()
                && old.minSize() == young.minSize();
        return areIntegersOfOneSize ? Rule.SIGN_CHANGED : Rule.TYPE_CHANGED;
    }

    private static String described(MemberType type) {
        if (type instanceof ScalarType scalar) {
            return scalar.pdlName();
        } else if (type instanceof StringType string) {
            return string.encoding() + " text";
        } else if (type instanceof BytesType) {
            return "bytes";
        } else if (type instanceof EnumType enumeration) {
            return "the enum " + described(enumeration.name());
        } else if (type instanceof ListType list) {
            return "a list of " + described(list.element());
        }
        RecordType record = (RecordType) type;
        return record.isStruct() ? "the struct " + described(record.name()) : "members of their own";
    }

    private static String described(Name name) {
        return "'" + name.pdl() + "'";
    }
}
