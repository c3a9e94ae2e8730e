package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Role;
import dev.packetwright.generator.model.ScalarType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Tests that pdl/game.xml, the example of documents and tests, uses the whole language and is valid. */
class GameProtocolTest {
    private static final List<String> FILES = List.of("pdl/game.xml", "pdl/game-types.xml");

    /** The attributes of shared artifacts: an example in one folder has none. */
    private static final Set<String> OF_ARTIFACTS = Set.of("import artifact", "import package");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*) \\| (.*) \\| (.*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`\"=]+)`");

    @Test
    void everyElementAndAttributeOfTheLanguageIsUsed() {
        Set<String> unused = new TreeSet<>(documented());
        unused.removeAll(used());
        assertThat(unused).isEqualTo(OF_ARTIFACTS);
    }

    /** {@code ELEMENT ATTRIBUTE} for each attribute in the table of docs/pdl.md. */
    private static Set<String> documented() {
        String section = ProjectFiles.read("docs/pdl.md")
                .replaceFirst("(?s).*\n## All elements and attributes\n", "")
                .replaceFirst("(?s)\n## .*", "");
        Set<String> all = new HashSet<>();
        ROW.matcher(section).results().skip(1).forEach(row -> {
            List<String> attributes = codes(row.group(3));
            Stream<String> elements = row.group(1).startsWith("`") ? codes(row.group(1)).stream() : Stream.of("");
            boolean isNumber = attributes.contains("min"); // the row of all types of numbers
            elements.filter(element -> !isNumber || element.equals("int"))
                    .forEach(element -> attributes.forEach(attribute -> all.add(element + " " + attribute)));
        });
        assertThat(all).contains("PDL firstId", " redacted", "list encoding");
        return all;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    private static Set<String> used() {
        Set<String> used = new HashSet<>();
        for (Element element : elements()) {
            for (Attr attribute : attributes(element)) {
                used.add(element.getTagName() + " " + attribute.getName());
                if (isMember(element)) {
                    used.add(" " + attribute.getName());
                }
                if (isNumber(element)) {
                    used.add("int " + attribute.getName());
                }
            }
        }
        return used;
    }

    private static boolean isMember(Element element) {
        return Set.of("packet", "struct", "list")
                .contains(element.getParentNode().getNodeName());
    }

    private static boolean isNumber(Element element) {
        return Arrays.stream(ScalarType.values())
                .anyMatch(type -> type.pdlName().equals(element.getTagName()));
    }

    @Test
    void everyTypeAndRoleIsUsed() {
        Set<String> types = new HashSet<>();
        Set<String> roles = new HashSet<>();
        for (Element element : elements()) {
            types.add(element.getTagName());
            types.add(element.getAttribute("type"));
            roles.add(element.getAttribute("role"));
        }
        assertThat(types)
                .containsAll(Arrays.stream(ScalarType.values())
                        .map(ScalarType::pdlName)
                        .collect(Collectors.toSet()))
                .contains("string", "bytes", "list", "struct", "enum", "import", "Vector3", "Kind", "Item");
        assertThat(roles)
                .containsAll(Arrays.stream(Role.values()).map(Role::pdlName).collect(Collectors.toSet()));
    }

    @Test
    void nothingIsReported() {
        Generation generation = Generator.generate(Sources.of(file("pdl/game.xml")), GeneratorOptions.DEFAULT);
        assertThat(generation.diagnostics()).isEmpty();
    }

    private static List<Element> elements() {
        return FILES.stream().flatMap(name -> elements(file(name))).toList();
    }

    private static Stream<Element> elements(Path file) {
        try {
            NodeList all = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("*");
            return Stream.iterate(0, i -> i < all.getLength(), i -> i + 1).map(i -> (Element) all.item(i));
        } catch (IOException | SAXException | ParserConfigurationException failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<Attr> attributes(Element element) {
        return Stream.iterate(0, i -> i < element.getAttributes().getLength(), i -> i + 1)
                .map(i -> (Attr) element.getAttributes().item(i))
                .toList();
    }

    private static Path file(String name) {
        return ProjectFiles.path(name);
    }
}
