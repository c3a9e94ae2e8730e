package dev.packetwright.generator.target.wireshark;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a dissector shows of one packet.
 *
 * @param text the line of the packet
 * @param items the lines below it, from top to bottom
 */
record Tree(String text, List<Item> items) {
    /** Stand for characters that tshark writes as they are, although they are invalid in XML. */
    private static final String FFFE = "\ue000FFFE";

    private static final String FFFF = "\ue000FFFF";

    /** In an attribute, a parser reads these as spaces. */
    private static final String CR = "\ue000CR";

    private static final String TAB = "\ue000TAB";
    private static final String ERROR_OF_LUA = "_ws.lua.error";

    /**
     * A line of the tree.
     *
     * @param filter the name of its field
     * @param text the line as it is shown
     * @param value the value in filters
     * @param bytes the bytes that the line stands for, as hexadecimal digits
     */
    record Item(String filter, String text, String value, String bytes) {}

    /** The messages of Lua, and the texts of malformed packets. */
    List<String> problems() {
        return items.stream()
                .filter(item -> item.filter().equals("_ws.expert.message"))
                .map(Item::value)
                .toList();
    }

    /** The lines without those about the packet itself. */
    List<Item> members() {
        return items.stream()
                .filter(item -> !item.filter().startsWith("_ws.expert")
                        && !item.filter().matches("\\w+\\.packet-(direction|size|id|malformed)"))
                .toList();
    }

    /** Reads the trees of some protocols from the format PDML. */
    static List<Tree> read(Path pdml, List<String> protocols) {
        List<Tree> trees = new ArrayList<>();
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty("jdk.xml.maxElementDepth", 0); // no limit; since JDK 24, it would be 100
        try {
            String text = Files.readString(pdml)
                    .replace("\ufffe", FFFE)
                    .replace("\uffff", FFFF)
                    .replace("\r", CR)
                    .replace("\t", TAB);
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
            List<Item> items = List.of();
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamReader.START_ELEMENT) {
                    continue;
                }
                String name = attribute(xml, "name");
                if (name.equals(ERROR_OF_LUA)) {
                    throw new AssertionError(attribute(xml, "showname"));
                }
                if (xml.getLocalName().equals("proto")) {
                    items = new ArrayList<>();
                    if (protocols.contains(name)) {
                        trees.add(new Tree(attribute(xml, "showname"), items));
                    }
                } else if (xml.getLocalName().equals("field")) {
                    items.add(new Item(
                            name, attribute(xml, "showname"), attribute(xml, "show"), attribute(xml, "value")));
                }
            }
            return trees;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (XMLStreamException invalid) {
            throw new AssertionError(invalid);
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null
                ? ""
                : value.replace(FFFE, "\ufffe")
                        .replace(FFFF, "\uffff")
                        .replace(CR, "\r")
                        .replace(TAB, "\t");
    }
}
