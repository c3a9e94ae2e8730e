package dev.packetwright.generator.resolve;

import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Attributes;
import dev.packetwright.generator.resolve.MemberResolver.Context.Owner;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Resolves the traits of members: bounds, versions and flags. */
final class TraitsResolver {
    /** The maximum version of a protocol. */
    static final int MAX_VERSION = 65_535;

    private static final String RANGE_OF_NUMBERS = "it bounds a number; a string, bytes or a list has maxLength";

    private final AttributeReader reader;
    private final int version;

    TraitsResolver(AttributeReader reader, int version) {
        this.reader = reader;
        this.version = version;
    }

    Traits of(PdlFile.Member member, MemberType type, Owner owner) {
        return new Traits(
                flags(member.attributes()),
                maxLength(member, type),
                range(member, type),
                since(member, owner),
                member.attributes().get("deprecated").map(Attribute::value));
    }

    private Set<Traits.Flag> flags(Attributes attributes) {
        Set<Traits.Flag> flags = EnumSet.noneOf(Traits.Flag.class);
        if (reader.isTrue(attributes, "optional")) {
            flags.add(Traits.Flag.OPTIONAL);
        }
        if (reader.isTrue(attributes, "redacted")) {
            flags.add(Traits.Flag.REDACTED);
        }
        return flags;
    }

    private OptionalInt maxLength(PdlFile.Member member, MemberType type) {
        OptionalInt most = type.maxLength();
        if (most.isEmpty()) {
            misplaced(member, "maxLength", "it bounds a string, bytes or a list; numbers have min and max");
            return OptionalInt.empty();
        }
        return reader.integer(member.attributes(), "maxLength", 0, most.getAsInt());
    }

    private Optional<Range> range(PdlFile.Member member, MemberType type) {
        return type.accept(new MemberType.Visitor<>() {
            @Override
            public Optional<Range> scalar(ScalarType type) {
                return type == ScalarType.BOOL ? noRange(member, RANGE_OF_NUMBERS) : numbers(member, type);
            }

            @Override
            public Optional<Range> string(StringType type) {
                return noRange(member, RANGE_OF_NUMBERS);
            }

            @Override
            public Optional<Range> bytes(BytesType type) {
                return noRange(member, RANGE_OF_NUMBERS);
            }

            @Override
            public Optional<Range> enumeration(EnumType type) {
                return noRange(member, "an enum has the values that it names");
            }

            @Override
            public Optional<Range> record(RecordType type) {
                return noRange(member, RANGE_OF_NUMBERS);
            }

            @Override
            public Optional<Range> list(ListType type) {
                return noRange(member, RANGE_OF_NUMBERS);
            }
        });
    }

    private Optional<Range> noRange(PdlFile.Member member, String help) {
        misplaced(member, "min", help);
        misplaced(member, "max", help);
        return Optional.empty();
    }

    private Optional<Range> numbers(PdlFile.Member member, ScalarType scalar) {
        Optional<BigDecimal> min = bound(member, "min", scalar);
        Optional<BigDecimal> max = bound(member, "max", scalar);
        if (min.isEmpty() && max.isEmpty()) {
            return Optional.empty();
        }
        Range range = new Range(min.orElse(scalar.min()), max.orElse(scalar.max()));
        if (range.min().compareTo(range.max()) > 0) {
            member.attributes().get("max").ifPresent(attribute -> reader.refuse(attribute, "it must be at least min"));
            return Optional.empty();
        }
        return Optional.of(range);
    }

    private Optional<BigDecimal> bound(PdlFile.Member member, String name, ScalarType type) {
        if (type.isInteger()) {
            return member.attributes()
                    .get(name)
                    .flatMap(attribute -> reader.integer(
                            attribute,
                            type.min().toBigIntegerExact(),
                            type.max().toBigIntegerExact()))
                    .map(BigDecimal::new);
        }
        return reader.decimal(member.attributes(), name, type.min(), type.max());
    }

    private int since(PdlFile.Member member, Owner owner) {
        if (owner != Owner.PACKET) {
            misplaced(
                    member,
                    "since",
                    "only members at the end of a packet can have a later version;"
                            + " readers could not find the members after this one");
            return Traits.FIRST_VERSION;
        }
        return since(member.attributes());
    }

    /** The version in which a thing was added. */
    int since(Attributes attributes) {
        Optional<Attribute> given = attributes.get("since");
        OptionalInt since = reader.integer(attributes, "since", Traits.FIRST_VERSION, MAX_VERSION);
        if (given.isPresent() && since.orElse(Traits.FIRST_VERSION) > version) {
            reader.refuse(
                    given.get(),
                    "the protocol's version is " + version + "; raise it: <PDL version=\"" + since.getAsInt() + "\">");
            return Traits.FIRST_VERSION;
        }
        return since.orElse(Traits.FIRST_VERSION);
    }

    private void misplaced(PdlFile.Member member, String name, String help) {
        member.attributes().get(name).ifPresent(attribute -> reader.refuseMisplaced(member.tag(), attribute, help));
    }
}
