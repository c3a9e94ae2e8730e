package dev.packetwright.generator.pdl;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.pdl.Markup.StartTag;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Attributes;
import dev.packetwright.generator.pdl.PdlFile.Tag;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * A reader of PDL files.
 *
 * <p>DTDs and external entities are refused unread, so a file can neither read other files nor grow while it is parsed.
 * Size and depth are bounded. All mistakes in the file are reported; none is skipped silently.
 */
public final class PdlReader {
    private static final String PDL = "PDL";
    private static final Set<String> SCHEMA_HINTS = Set.of("noNamespaceSchemaLocation", "schemaLocation");

    private static final String DIRECTION =
            "the direction is written from=\"client\", from=\"server\" or from=\"both\"";

    private static final String COMMENT = "write it as a comment before the element: <!-- ... -->";

    private static final String MEANT_ID = "did you mean 'id'?";
    private static final String FIRST_ID = "the id of the first packet is written firstId=\"...\"";

    /** Attributes of other generators, for some elements or for all, with the help for each. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("packet usage", DIRECTION),
            Map.entry("packet type", DIRECTION),
            Map.entry("packet direction", DIRECTION),
            Map.entry("packet to", DIRECTION),
            Map.entry("packet number", MEANT_ID),
            Map.entry("packet packetid", MEANT_ID),
            Map.entry("packet opcode", MEANT_ID),
            Map.entry("pdl start", FIRST_ID),
            Map.entry("pdl startid", FIRST_ID),
            Map.entry("pdl baseid", FIRST_ID),
            Map.entry("pdl base", FIRST_ID),
            Map.entry("pdl offset", FIRST_ID),
            Map.entry("pdl firstpacketid", FIRST_ID),
            Map.entry("enum value", "each value is an element: <enum name=\"...\"><value name=\"...\"/>...</enum>"),
            Map.entry("value number", "did you mean 'value'?"),
            Map.entry("import href", "did you mean 'file'?"),
            Map.entry("import path", "did you mean 'file'?"),
            Map.entry("import src", "did you mean 'file'?"),
            Map.entry(
                    "default",
                    "custom defaults do not exist;"
                            + " a member with since=\"...\" is zero, empty or absent in older packets"),
            Map.entry("nullable", "write optional=\"true\""),
            Map.entry("required", "a member is required unless it has optional=\"true\""),
            Map.entry("length", "did you mean 'maxLength'?"),
            Map.entry("size", "did you mean 'maxLength'?"),
            Map.entry("count", "did you mean 'maxLength'?"),
            Map.entry("desc", COMMENT),
            Map.entry("description", COMMENT),
            Map.entry("comment", COMMENT));

    /** Elements of other generators, with the help for each. */
    private static final Map<String, String> MEANT_ELEMENTS = Map.of(
            "message", "did you mean 'packet'?",
            "enums", "put each <enum> into <PDL> itself",
            "packets", "put each <packet> into <PDL> itself",
            "include", "did you mean 'import'?");

    /** The elements of the root. */
    private static final List<String> PARTS = List.of(Binding.PACKET, Binding.STRUCT, Binding.ENUM, Binding.IMPORT);

    private final Diagnostics diagnostics;

    private PdlReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /**
     * Reads a file and reports its mistakes.
     *
     * @return the readable part of the file, or all of it if nothing was reported; empty if the file has no PDL in it
     */
    public static Optional<PdlFile> read(PdlInput input, Diagnostics diagnostics) {
        Diagnostics ofFile = new Diagnostics();
        Optional<PdlFile> file = PdlText.decode(input, ofFile).flatMap(new PdlReader(ofFile)::parse);
        if (file.filter(PdlReader::isForeign).isPresent()) {
            ofFile.of(DiagnosticCode.WRONG_ROOT).forEach(diagnostics::report);
            return Optional.empty();
        }
        ofFile.sorted().forEach(diagnostics::report);
        return file;
    }

    /**
     * Returns whether a file is another kind of XML: neither its root nor an element in the root is one of a PDL. Nothing
     * that could be reported about its content would help.
     */
    private static boolean isForeign(PdlFile file) {
        return !isRoot(file.root().name()) && file.packets().isEmpty();
    }

    private static boolean isRoot(String name) {
        return name.equalsIgnoreCase(PDL);
    }

    private Optional<PdlFile> parse(SourceText source) {
        String text = withoutLoneReturns(Doctype.blanked(source, diagnostics));
        try {
            var xml = secureFactory().createXMLStreamReader(source.name(), new StringReader(text));
            return parse(new PdlStream(xml, source, text, diagnostics));
        } catch (XMLStreamException malformedFromTheStart) {
            PdlStream.reportMalformed(malformedFromTheStart, source, text, diagnostics);
            return Optional.empty();
        }
    }

    /**
     * Replaces each lone CR with a line feed, which is the same in XML. The parser miscounts columns after a lone CR.
     */
    private static String withoutLoneReturns(String text) {
        return text.replaceAll("\r(?!\n)", "\n");
    }

    private Optional<PdlFile> parse(PdlStream stream) {
        Optional<PdlFile> file = stream.nextIsRoot() ? Optional.of(bind(stream)) : Optional.empty();
        stream.readToEnd();
        stream.reportStrayTexts();
        return file;
    }

    private static XMLInputFactory secureFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not allowed");
        });
        return factory;
    }

    private PdlFile bind(PdlStream stream) {
        checkRoot(stream.tag());
        try {
            return file(unmarshal(stream));
        } catch (JAXBException notOfTheFile) {
            throw new IllegalStateException("the binding is broken", notOfTheFile);
        }
    }

    private Binding.Pdl unmarshal(PdlStream stream) throws JAXBException {
        Unmarshaller unmarshaller = JAXBContext.newInstance(Binding.Pdl.class).createUnmarshaller();
        unmarshaller.setListener(new Unmarshaller.Listener() {
            @Override
            public void beforeUnmarshal(Object target, @Nullable Object parent) {
                ((Binding.Element) target).start = stream.tag();
            }
        });
        unmarshaller.setEventHandler(event -> {
            reportUnknownElement(stream);
            return true;
        });
        return (Binding.Pdl) unmarshaller.unmarshal(stream);
    }

    private void checkRoot(StartTag root) {
        String name = root.tag().name();
        if (!isRoot(name)) {
            boolean isPart = PARTS.contains(name.toLowerCase(Locale.ROOT));
            diagnostics.report(
                    DiagnosticCode.WRONG_ROOT,
                    root.tag().place(),
                    "the root element is '" + name + "'",
                    isPart
                            ? "put it and everything else into one <PDL>...</PDL>"
                            : Suggestion.help(name, List.of(PDL), "a PDL file begins with <PDL>"));
        }
    }

    /** Reports an unknown element, the only kind of event that JAXB reports here. */
    private void reportUnknownElement(PdlStream stream) {
        Tag tag = stream.tag().tag();
        boolean inEnum = stream.isInEnum();
        String meant = MEANT_ELEMENTS.get(tag.name().toLowerCase(Locale.ROOT));
        String fallback = inEnum
                ? "<enum> holds <value name=\"...\" value=\"...\"/> elements"
                : "<PDL> holds <packet>, <struct>, <enum> and <import> elements";
        List<String> known = inEnum ? List.of(Binding.VALUE) : PARTS;
        diagnostics.report(
                DiagnosticCode.UNKNOWN_ELEMENT,
                tag.place(),
                "unknown element '" + tag.name() + "'",
                meant != null && !inEnum ? meant : Suggestion.help(tag.name(), known, fallback));
    }

    private PdlFile.Struct struct(Binding.Struct bound) {
        Tag tag = tag(bound);
        Attributes attributes = attributes(bound);
        if (!tag.name().equalsIgnoreCase(Binding.STRUCT)) {
            diagnostics.report(
                    DiagnosticCode.UNKNOWN_ELEMENT,
                    tag.place(),
                    "unknown element '" + tag.name() + "'",
                    "a <" + tag.name() + "> is a struct here: write <struct name=\""
                            + attributes.get("name").map(Attribute::value).orElse("...")
                            + "\">; its uses by name stay the same");
        }
        return new PdlFile.Struct(tag, attributes, members(bound.members));
    }

    private PdlFile file(Binding.Pdl pdl) {
        return new PdlFile(
                tag(pdl),
                attributes(pdl),
                pdl.imports.stream()
                        .map(it -> new PdlFile.Import(tag(it), attributes(it)))
                        .toList(),
                pdl.enums.stream().map(this::enumeration).toList(),
                pdl.structs.stream().map(this::struct).toList(),
                pdl.packets.stream()
                        .map(it -> new PdlFile.Packet(tag(it), attributes(it), members(it.members)))
                        .toList());
    }

    private PdlFile.Enumeration enumeration(Binding.Enumeration bound) {
        return new PdlFile.Enumeration(
                tag(bound),
                attributes(bound),
                bound.values.stream()
                        .map(it -> new PdlFile.Value(tag(it), attributes(it)))
                        .toList());
    }

    private List<PdlFile.Member> members(List<Binding.Member> bound) {
        return bound.stream()
                .map(it -> new PdlFile.Member(tag(it), attributes(it), members(it.members)))
                .toList();
    }

    private static Tag tag(Binding.Element element) {
        return Objects.requireNonNull(element.start).tag();
    }

    private Attributes attributes(Binding.Element element) {
        StartTag tag = Objects.requireNonNull(element.start);
        Map<String, Attribute> known = new HashMap<>();
        element.attributes.forEach((name, value) -> {
            String local = name.getLocalPart();
            if (name.getNamespaceURI().isEmpty() && element.known().contains(local)) {
                known.put(local, new Attribute(local, value, tag.valueOf(local)));
            } else if (!isSchemaHint(element, name)) {
                reportUnknownAttribute(tag, name, element.known());
            }
        });
        return new Attributes(known);
    }

    /** Returns whether an attribute is the {@code xsi:} attribute of the root with which editors find a schema. */
    private static boolean isSchemaHint(Binding.Element element, QName attribute) {
        return element instanceof Binding.Pdl
                && attribute.getNamespaceURI().equals(PdlStream.SCHEMA_INSTANCE)
                && SCHEMA_HINTS.contains(attribute.getLocalPart());
    }

    private void reportUnknownAttribute(StartTag tag, QName attribute, List<String> known) {
        String name = attribute.getLocalPart();
        Place place = tag.names().entrySet().stream()
                .filter(written ->
                        written.getKey().equals(name) || written.getKey().endsWith(":" + name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(tag.tag().place());
        String key = name.toLowerCase(Locale.ROOT);
        String meant = MEANT.getOrDefault(tag.tag().name().toLowerCase(Locale.ROOT) + " " + key, MEANT.get(key));
        diagnostics.report(
                DiagnosticCode.UNKNOWN_ATTRIBUTE,
                place,
                "unknown attribute '" + name + "' in <" + tag.tag().name() + ">",
                meant != null ? meant : Suggestion.help(name, known, "it may have: " + String.join(", ", known)));
    }
}
