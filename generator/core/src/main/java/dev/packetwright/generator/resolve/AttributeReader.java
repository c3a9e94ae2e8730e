package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.naming.PdlNames;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Attributes;
import dev.packetwright.generator.pdl.PdlFile.Tag;
import dev.packetwright.generator.source.HiddenCharacters;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads attributes as names, numbers and booleans, and reports invalid values. */
final class AttributeReader {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,20}");
    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][-+]?[0-9]{1,3})?");

    private final Diagnostics diagnostics;

    AttributeReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Returns the required name of an element. */
    Optional<Attribute> name(Tag tag, Attributes attributes) {
        Optional<Attribute> given = attributes.get("name");
        if (given.isEmpty()) {
            diagnostics.report(
                    DiagnosticCode.MISSING_NAME,
                    tag.place(),
                    "<" + tag.name() + "> has no name",
                    "write <" + tag.name() + " name=\"...\">");
        }
        return given.filter(this::isName);
    }

    private boolean isName(Attribute name) {
        if (!PdlNames.isName(name.value())) {
            reportInvalid(name);
            return false;
        } else if (name.value().length() > PdlNames.MAX_LENGTH) {
            diagnostics.report(
                    DiagnosticCode.NAME_TOO_LONG,
                    name.place(),
                    "the name has " + name.value().length() + " characters; a name has at most " + PdlNames.MAX_LENGTH,
                    "");
            return false;
        }
        return true;
    }

    /** Reports an invalid name. Spaces are named, because those around a name and the wide ones are hard to see. */
    private void reportInvalid(Attribute name) {
        String written = name.value();
        String joined = written.codePoints()
                .filter(c -> !isSpace(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        diagnostics.report(
                DiagnosticCode.INVALID_NAME,
                name.place(),
                "'" + written + "' cannot be a name"
                        + written.codePoints()
                                .filter(AttributeReader::isSpace)
                                .mapToObj(AttributeReader::reasonFor)
                                .findFirst()
                                .orElse(""),
                PdlNames.isName(joined)
                        ? "write name=\"" + joined + "\""
                        : "a name consists of letters, digits and underscores, and does not begin with a digit");
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || HiddenCharacters.isHidden(c);
    }

    private static String reasonFor(int space) {
        return ": it has " + (HiddenCharacters.isHidden(space) ? HiddenCharacters.nameOf(space) : "a space") + " in it";
    }

    /** Returns an integer within bounds, if the attribute exists. */
    OptionalInt integer(Attributes attributes, String name, int min, int max) {
        return attributes
                .get(name)
                .flatMap(attribute -> integer(attribute, BigInteger.valueOf(min), BigInteger.valueOf(max)))
                .map(value -> OptionalInt.of(value.intValueExact()))
                .orElse(OptionalInt.empty());
    }

    /** Parses an integer within bounds, decimal or hexadecimal. */
    Optional<BigInteger> integer(Attribute attribute, BigInteger min, BigInteger max) {
        String text = attribute.value();
        BigInteger value = null;
        if (INTEGER.matcher(text).matches()) {
            value = new BigInteger(text);
        } else if (HEX.matcher(text).matches()) {
            value = new BigInteger(text.substring(2), 16);
        }
        if (value == null || value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            refuse(attribute, "it must be a whole number from " + min + " to " + max);
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** Returns a number within bounds, if the attribute exists. */
    Optional<BigDecimal> decimal(Attributes attributes, String name, BigDecimal min, BigDecimal max) {
        return attributes.get(name).flatMap(attribute -> {
            Optional<BigDecimal> value = Optional.of(attribute.value())
                    .filter(text -> DECIMAL.matcher(text).matches())
                    .map(BigDecimal::new)
                    .filter(number -> number.compareTo(min) >= 0 && number.compareTo(max) <= 0);
            if (value.isEmpty()) {
                refuse(attribute, "it must be a number that the type can hold");
            }
            return value;
        });
    }

    /** Returns whether the attribute exists and is true. */
    boolean isTrue(Attributes attributes, String name) {
        Optional<Attribute> given = attributes.get(name);
        given.filter(attribute ->
                        !attribute.value().equals("true") && !attribute.value().equals("false"))
                .ifPresent(attribute -> refuse(attribute, "it must be \"true\" or \"false\""));
        return given.filter(attribute -> attribute.value().equals("true")).isPresent();
    }

    /** Reports an invalid value of an attribute. */
    void refuse(Attribute attribute, String help) {
        diagnostics.report(
                DiagnosticCode.INVALID_VALUE,
                attribute.place(),
                attribute.name() + " cannot be '" + attribute.value() + "'",
                help);
    }

    /** Reports an attribute that has no meaning in its place. */
    void refuseMisplaced(Tag tag, Attribute attribute, String help) {
        diagnostics.report(
                DiagnosticCode.MISPLACED_ATTRIBUTE,
                attribute.place(),
                attribute.name() + " means nothing for <" + tag.name() + "> here",
                help);
    }
}
