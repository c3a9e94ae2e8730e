package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.EnumType.Value;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Assigns numbers to the values of enums. */
final class EnumResolver {
    private static final ScalarType DEFAULT_BASE = ScalarType.INT;

    private final AttributeReader reader;
    private final Diagnostics diagnostics;

    EnumResolver(Diagnostics diagnostics) {
        this.reader = new AttributeReader(diagnostics);
        this.diagnostics = diagnostics;
    }

    /** Resolves an enum. Returns empty, and reports an error, if the enum has no usable value. */
    Optional<EnumType> resolve(PdlFile.Enumeration written, Attribute name) {
        ScalarType base = written.attributes().get("type").flatMap(this::base).orElse(DEFAULT_BASE);
        List<Value> values = values(written, base);
        if (values.isEmpty() && !written.values().isEmpty()) {
            return Optional.empty();
        } else if (values.isEmpty()) {
            diagnostics.report(
                    DiagnosticCode.EMPTY_ENUM,
                    written.tag().place(),
                    "the enum '" + name.value() + "' has no values",
                    "give it some: <value name=\"NONE\" value=\"0\"/>");
            return Optional.empty();
        }
        return Optional.of(new EnumType(
                new Name(name.value(), name.place()),
                base,
                values,
                written.attributes().get("unknown").flatMap(unknown -> valueNamed(unknown, values)),
                written.tag().comment()));
    }

    private Optional<ScalarType> base(Attribute type) {
        Optional<ScalarType> base = ScalarType.named(type.value()).filter(ScalarType::isInteger);
        if (base.isEmpty()) {
            reader.refuse(type, "it must be byte, sbyte, short, ushort, int, uint, long or ulong");
        }
        return base;
    }

    /** A value without a number is one more than the previous value. The first is 0. */
    private List<Value> values(PdlFile.Enumeration written, ScalarType base) {
        List<Value> values = new ArrayList<>();
        BigInteger next = BigInteger.ZERO;
        for (PdlFile.Value value : written.values()) {
            Optional<Attribute> name = reader.name(value.tag(), value.attributes());
            BigInteger number = number(value, base).orElse(next);
            checkFits(number, value, base);
            if (name.isPresent()) {
                values.add(new Value(
                        new Name(name.get().value(), name.get().place()),
                        number,
                        value.tag().comment()));
            }
            next = number.add(BigInteger.ONE);
        }
        return values;
    }

    /** Checks that a counted number fits the type. Written numbers have been checked before. */
    private void checkFits(BigInteger number, PdlFile.Value value, ScalarType base) {
        if (number.compareTo(base.max().toBigIntegerExact()) > 0) {
            diagnostics.report(
                    DiagnosticCode.INVALID_VALUE,
                    value.tag().place(),
                    "this value would be " + number + ", one more than the value before it",
                    base.pdlName() + " holds at most " + base.max().toPlainString()
                            + ": write another value, or give the enum a wider type");
        }
    }

    private Optional<BigInteger> number(PdlFile.Value value, ScalarType base) {
        return value.attributes()
                .get("value")
                .flatMap(attribute -> reader.integer(
                        attribute, base.min().toBigIntegerExact(), base.max().toBigIntegerExact()));
    }

    private Optional<Value> valueNamed(Attribute unknown, List<Value> values) {
        Optional<Value> found = values.stream()
                .filter(value -> value.name().pdl().equals(unknown.value()))
                .findFirst();
        if (found.isEmpty()) {
            List<String> known =
                    values.stream().map(value -> value.name().pdl()).toList();
            reader.refuse(
                    unknown,
                    Suggestion.help(
                            unknown.value(), known, "it must be one of the values: " + String.join(", ", known)));
        }
        return found;
    }
}
