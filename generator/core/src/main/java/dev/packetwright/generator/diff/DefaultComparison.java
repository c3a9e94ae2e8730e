package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The comparison of the values that members have in the packets of older peers, which lack them. Texts, bytes and lists
 * are always empty there.
 */
record DefaultComparison(Changes changes) {
    /** Compares the defaults of a member that older packets lack in both versions. */
    void compare(String path, Member before, Member after) {
        if (before.traits().isLater() && after.traits().isLater()) {
            compareDefaults(path, before, after);
        }
    }

    /** Compares the defaults of a member, or of the members of its struct. An optional member is absent. */
    private void compareDefaults(String path, Member before, Member after) {
        if (before.traits().isOptional() || after.traits().isOptional()) {
            return;
        }
        if (before.type() instanceof RecordType then && after.type() instanceof RecordType now) {
            compareMembers(path, then.body().members(), now.body().members());
        } else {
            Optional<Default> then = Default.of(before);
            Optional<Default> now = Default.of(after);
            if (then.isPresent() && now.isPresent() && !then.get().isReadAs(now.get())) {
                changes.add(
                        Rule.MEMBER_DEFAULT_CHANGED,
                        path,
                        before.name(),
                        after.name(),
                        "is " + now.get() + " in packets that lack it, and was " + then.get());
            }
        }
    }

    private void compareMembers(String path, List<Member> before, List<Member> after) {
        for (Alignment.Pair pair : new Alignment(before, after).pairs()) {
            Member now = after.get(pair.after());
            compareDefaults(path + "." + now.name().pdl(), before.get(pair.before()), now);
        }
    }

    /**
     * The default of a number or an enum.
     *
     * @param type the type of the member
     * @param number the number of the default
     */
    private record Default(MemberType type, BigDecimal number) {
        /** Returns the default of a member, or empty if it is the same for all members of its type. */
        static Optional<Default> of(Member member) {
            return member.type()
                    .accept(new Numbered(member.traits().defaultNumber()))
                    .map(number -> new Default(member.type(), number));
        }

        /** Returns whether the new default is the old one, under any name, or what the new version reads for it. */
        boolean isReadAs(Default now) {
            if (type instanceof EnumType before && now.type instanceof EnumType after) {
                return EnumComparison.isReadAs(before, before.defaultValue(), after, after.defaultValue());
            }
            return number.compareTo(now.number) == 0;
        }

        @Override
        public String toString() {
            return type instanceof EnumType its
                    ? "'" + its.defaultValue().name().pdl() + "'"
                    : number.toPlainString();
        }
    }

    /** Visits a type to find the number of its default. */
    private record Numbered(BigDecimal nearestToZero) implements MemberType.Visitor<Optional<BigDecimal>> {
        @Override
        public Optional<BigDecimal> scalar(ScalarType type) {
            return Optional.of(
                    type == ScalarType.FLOAT
                            ? BigDecimal.valueOf(nearestToZero.floatValue())
                            : type == ScalarType.DOUBLE
                                    ? BigDecimal.valueOf(nearestToZero.doubleValue())
                                    : nearestToZero);
        }

        @Override
        public Optional<BigDecimal> string(StringType type) {
            return Optional.empty();
        }

        @Override
        public Optional<BigDecimal> bytes(BytesType type) {
            return Optional.empty();
        }

        @Override
        public Optional<BigDecimal> enumeration(EnumType type) {
            return Optional.of(new BigDecimal(type.defaultValue().value()));
        }

        @Override
        public Optional<BigDecimal> record(RecordType type) {
            return Optional.empty();
        }

        @Override
        public Optional<BigDecimal> list(ListType type) {
            return Optional.empty();
        }
    }
}
