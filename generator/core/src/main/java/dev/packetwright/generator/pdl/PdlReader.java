package dev.packetwright.generator.pdl;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.pdl.Markup.StartTag;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a PDL file.
 *
 * <p>DTDs and external entities are refused before anything of them is looked at, so a file can neither read other
 * files nor grow while it is parsed. Size and depth are bounded. All mistakes of the file are reported; none is
 * skipped silently.
 */
public final class PdlReader {
    private static final String PDL = "PDL";

    private static final String DIRECTION =
            "the direction is written from=\"client\", from=\"server\" or from=\"both\"";

    /** Attributes that other generators know, of some elements or of all, and what we say to them. */
    private static final Map<String, String> MEANT = Map.of(
            "packet usage", DIRECTION,
            "packet type", DIRECTION,
            "list type", "remove it: the class of the elements is named after the list",
            "type", "the type is the element's name: <int name=\"hp\"/>",
            "desc", "write it as a comment before the element: <!-- ... -->");

    private final Diagnostics diagnostics;

    private PdlReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /**
     * Reads a file and reports its mistakes.
     *
     * @return what could be read, all of it if nothing was reported; empty if there is nothing of a PDL in the file
     */
    public static Optional<PdlFile> read(PdlInput input, Diagnostics diagnostics) {
        PdlReader reader = new PdlReader(diagnostics);
        return PdlText.decode(input, diagnostics).flatMap(reader::parse);
    }

    private Optional<PdlFile> parse(SourceText source) {
        try {
            String text = withoutLoneReturns(Doctype.blanked(source, diagnostics));
            var xml = secureFactory().createXMLStreamReader(source.name(), new StringReader(text));
            return parse(new PdlStream(xml, source, text, diagnostics));
        } catch (XMLStreamException malformedFromTheStart) {
            PdlStream.reportMalformed(malformedFromTheStart, source, diagnostics);
            return Optional.empty();
        }
    }

    /** The parser miscounts the columns of a line that a lone CR ends. To XML that is a line feed anyway. */
    private static String withoutLoneReturns(String text) {
        return text.replaceAll("\r(?!\n)", "\n");
    }

    private Optional<PdlFile> parse(PdlStream stream) {
        Optional<PdlFile> file = stream.nextIsRoot() ? Optional.of(bind(stream)) : Optional.empty();
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
            reportUnknownElement(stream.tag());
            return true;
        });
        return (Binding.Pdl) unmarshaller.unmarshal(stream);
    }

    private void checkRoot(StartTag root) {
        if (!root.tag().name().equalsIgnoreCase(PDL)) {
            diagnostics.report(
                    DiagnosticCode.WRONG_ROOT,
                    root.tag().place(),
                    "the root element is '" + root.tag().name() + "'",
                    "a PDL file begins with <PDL>");
        }
    }

    /** JAXB reports but one kind of thing here: an element beside the packets that is not one. */
    private void reportUnknownElement(StartTag tag) {
        diagnostics.report(
                DiagnosticCode.UNKNOWN_ELEMENT,
                tag.tag().place(),
                "unknown element '" + tag.tag().name() + "'",
                Suggestion.help(tag.tag().name(), List.of("packet"), "<PDL> holds <packet> elements"));
    }

    private PdlFile file(Binding.Pdl pdl) {
        StartTag tag = checked(pdl);
        return new PdlFile(
                tag.tag().place(),
                attribute(tag, "package", pdl.packageName),
                pdl.packets.stream().map(this::packet).toList());
    }

    private PdlFile.Packet packet(Binding.Packet packet) {
        StartTag tag = checked(packet);
        return new PdlFile.Packet(
                tag.tag(),
                attribute(tag, "name", packet.name),
                attribute(tag, "from", packet.from),
                packet.members.stream().map(this::member).toList());
    }

    private PdlFile.Member member(Binding.Member member) {
        StartTag tag = checked(member);
        return new PdlFile.Member(
                tag.tag(),
                attribute(tag, "name", member.name),
                member.members.stream().map(this::member).toList());
    }

    private static Optional<Attribute> attribute(StartTag tag, String name, @Nullable String value) {
        return Optional.ofNullable(value).map(present -> new Attribute(present, tag.valueOf(name)));
    }

    private StartTag checked(Binding.Element element) {
        StartTag tag = Objects.requireNonNull(element.start);
        for (QName other : element.others.keySet()) {
            if (!isSchemaHint(element, other)) {
                reportUnknownAttribute(tag, other, element.known());
            }
        }
        return tag;
    }

    /** Editors find a schema by an {@code xsi:} attribute of the root. */
    private static boolean isSchemaHint(Binding.Element element, QName attribute) {
        return element instanceof Binding.Pdl
                && attribute.getNamespaceURI().equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
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
