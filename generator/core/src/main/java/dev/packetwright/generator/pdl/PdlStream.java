package dev.packetwright.generator.pdl;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.pdl.Markup.StartTag;
import dev.packetwright.generator.pdl.wellformed.WellFormedness;
import dev.packetwright.generator.source.HiddenCharacters;
import dev.packetwright.generator.source.SourceText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jspecify.annotations.Nullable;

/**
 * The XML of a PDL file, normalised to the names that the {@link Binding} knows.
 *
 * <p>Element names lose their case, and each element in a packet or list becomes a {@code member} whose type is still
 * in the tag. Where the XML is malformed or nested too deeply, the stream reports the problem and then closes all open
 * elements. The text before the problem is read like any other file, so its mistakes are reported in the same run.
 */
final class PdlStream extends StreamReaderDelegate {
    /** The maximum depth of nested lists. A real protocol has two or three. */
    static final int MAX_DEPTH = 32;

    /**
     * A substitute for the namespace of {@code xsi:} attributes. JAXB would consume attributes in the real namespace.
     */
    static final String SCHEMA_INSTANCE = "xsi";

    private static final int ROOT_AND_PACKET = 2;

    private final SourceText source;
    private final String text;
    private final Markup markup;
    private final Diagnostics diagnostics;
    private final Deque<Open> open = new ArrayDeque<>();
    private boolean broken;
    private int brokenEvent;
    private @Nullable Open closing;

    private record Open(StartTag tag, String canonicalName) {}

    PdlStream(XMLStreamReader xml, SourceText source, String text, Diagnostics diagnostics) {
        super(xml);
        this.source = source;
        this.text = text;
        this.markup = new Markup(source, text);
        this.diagnostics = diagnostics;
    }

    /** Moves to the start tag of the root. Returns false if there is none. */
    boolean nextIsRoot() {
        while (true) {
            int event = next();
            if (event == START_ELEMENT) {
                return true;
            } else if (event == END_DOCUMENT) {
                return false;
            }
        }
    }

    /** Reads the part after the root, which JAXB does not read, so that its mistakes are reported too. */
    void readToEnd() {
        while (hasNext()) {
            next();
        }
    }

    /** Returns the start tag at the current position, or the innermost one around it. */
    StartTag tag() {
        return open.element().tag;
    }

    @Override
    public int next() {
        if (closing != null) {
            closing = null;
        }
        return broken ? closeOne() : nextSound();
    }

    private int nextSound() {
        try {
            int event = super.next();
            switch (event) {
                case START_ELEMENT -> {
                    return start();
                }
                case END_ELEMENT -> closing = open.pop();
                default -> {}
            }
            return event;
        } catch (XMLStreamException malformed) {
            return breakOff(malformed);
        }
    }

    private int start() {
        StartTag tag = markup.next().orElseThrow();
        if (open.size() >= ROOT_AND_PACKET + MAX_DEPTH) {
            diagnostics.report(
                    DiagnosticCode.NESTED_TOO_DEEP,
                    tag.tag().place(),
                    "lists are nested more than " + (MAX_DEPTH - 1) + " deep",
                    "give the inner data a packet of its own");
            return abandon();
        }
        refuseNamespace(tag);
        open.push(new Open(tag, canonicalName(tag.tag().name())));
        return START_ELEMENT;
    }

    /** Reports a default namespace, which JAXB does not see as an attribute. An empty one is allowed. */
    private void refuseNamespace(StartTag tag) {
        boolean isThere = tag.names().containsKey(XMLConstants.XMLNS_ATTRIBUTE);
        if (isThere && !Objects.requireNonNullElse(super.getNamespaceURI(), "").isEmpty()) {
            diagnostics.report(
                    DiagnosticCode.UNKNOWN_ATTRIBUTE,
                    tag.nameOf(XMLConstants.XMLNS_ATTRIBUTE),
                    "unknown attribute 'xmlns' in <" + tag.tag().name() + ">",
                    "remove it: PDL has no namespace");
        }
    }

    private String canonicalName(String name) {
        return switch (open.size()) {
            case 0 -> Binding.ROOT;
            case 1 -> nameInRoot(name.toLowerCase(Locale.ROOT));
            case 2 -> isInEnum() ? name.toLowerCase(Locale.ROOT) : Binding.MEMBER;
            default -> Binding.MEMBER;
        };
    }

    /** People write the words of a {@code dataPacket} together, with a dash or with an underscore. */
    private static String nameInRoot(String lower) {
        boolean isDataPacket = lower.replace("_", "").replace("-", "").equals(Binding.DATA_PACKET);
        return isDataPacket ? Binding.DATA_PACKET : lower;
    }

    /** Returns whether the current position is at or within an enum. */
    boolean isInEnum() {
        return open.stream().anyMatch(element -> element.canonicalName.equals(Binding.ENUM));
    }

    private int breakOff(XMLStreamException malformed) {
        reportMalformed(malformed, source, text, diagnostics);
        return abandon();
    }

    static void reportMalformed(XMLStreamException malformed, SourceText source, String text, Diagnostics diagnostics) {
        Location at = malformed.getLocation();
        int refused = at == null ? text.length() : source.offset(at.getLineNumber(), at.getColumnNumber());
        diagnostics.report(WellFormedness.explain(source, text, refused));
    }

    private int abandon() {
        broken = true;
        return closeOne();
    }

    private int closeOne() {
        closing = open.poll();
        brokenEvent = closing == null ? END_DOCUMENT : END_ELEMENT;
        return brokenEvent;
    }

    /** Reports text in places where only elements are allowed. */
    void reportStrayTexts() {
        if (!broken) {
            while (markup.next().isPresent()) {}
        }
        markup.strayTexts().forEach(this::reportStrayText);
    }

    /** The course's generator ignores text between packets, and some files in use contain it. */
    private void reportStrayText(Markup.StrayText text) {
        boolean isBetween = text.depth() <= 1;
        DiagnosticCode code = isBetween ? DiagnosticCode.TEXT_BETWEEN_PACKETS : DiagnosticCode.STRAY_TEXT;
        int first = source.text().codePointAt(text.place().start());
        if (HiddenCharacters.isHidden(first)) {
            diagnostics.report(
                    code,
                    text.place(),
                    "there is " + HiddenCharacters.nameOf(first) + " here",
                    "write a plain space in its place, or remove it");
        } else if (isBetween) {
            diagnostics.report(
                    code,
                    text.place(),
                    "text between packets has no meaning",
                    "remove it, or write it as a comment: <!-- ... -->");
        } else {
            diagnostics.report(code, text.place(), "text is not allowed here", "write it as a comment: <!-- ... -->");
        }
    }

    @Override
    public int getEventType() {
        return broken ? brokenEvent : super.getEventType();
    }

    @Override
    public boolean hasNext() {
        return getEventType() != END_DOCUMENT;
    }

    @Override
    public String getLocalName() {
        Open element = closing != null ? closing : open.element();
        return element.canonicalName;
    }

    @Override
    public @Nullable String getAttributeNamespace(int index) {
        String namespace = super.getAttributeNamespace(index);
        return XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(namespace) ? SCHEMA_INSTANCE : namespace;
    }

    @Override
    public @Nullable String getNamespaceURI() {
        return null;
    }

    @Override
    public String getPrefix() {
        return "";
    }

    @Override
    public int getNamespaceCount() {
        return 0;
    }
}
