package dev.packetwright.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Tests the descriptors that Maven and Eclipse read: they explain every goal and every parameter. */
class DescriptorIT {
    private static Document read(String file) throws IOException, SAXException, ParserConfigurationException {
        try (InputStream in =
                Files.newInputStream(Path.of("target/classes/META-INF").resolve(file))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private static List<Element> elements(Node within, String name) {
        NodeList found = within instanceof Document document
                ? document.getElementsByTagName(name)
                : ((Element) within).getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static String text(Element of, String name) {
        List<Element> found = elements(of, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }

    private static List<Element> goals() throws IOException, SAXException, ParserConfigurationException {
        return elements(read("maven/plugin.xml"), "mojo");
    }

    @Test
    void goalsAreThreadSafeAndResolveNothing() throws Exception {
        assertThat(goals())
                .extracting(goal -> text(goal, "goal") + " " + text(goal, "phase"))
                .containsExactlyInAnyOrder(
                        "generate generate-sources",
                        "generate-test generate-test-sources",
                        "check verify",
                        "diff verify",
                        "help ");
        assertThat(goals()).allSatisfy(goal -> {
            assertThat(text(goal, "threadSafe")).isEqualTo("true");
            assertThat(text(goal, "requiresDependencyResolution")).isEmpty();
            assertThat(text(goal, "requiresDependencyCollection")).isEmpty();
            assertThat(text(goal, "requiresOnline")).isEqualTo("false");
        });
    }

    @Test
    void everyParameterIsExplainedAndHasAPropertyAndAVersion() throws Exception {
        List<String> explained = new ArrayList<>();
        for (Element goal : goals()) {
            if (text(goal, "goal").equals("help")) {
                continue;
            }
            assertThat(text(goal, "since")).isNotEmpty();
            for (Element parameter : elements(elements(goal, "parameters").get(0), "parameter")) {
                if (text(parameter, "editable").equals("true")) {
                    String name = text(parameter, "name");
                    assertThat(text(parameter, "description")).as(name).isNotBlank();
                    assertThat(text(parameter, "since")).as(name).isNotBlank();
                    assertThat(text(elements(goal, "configuration").get(0), name))
                            .as(name)
                            .isEqualTo("${packetwright." + name + "}");
                    explained.add(name);
                }
            }
        }
        String document =
                Files.readString(Path.of(LocalRepository.property("packetwright.project"), "docs", "build-tools.md"));
        assertThat(explained)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
    }

    @Test
    void eclipseHasInstructionsForEveryGoal() throws Exception {
        assertThat(elements(read("m2e/lifecycle-mapping-metadata.xml"), "goal"))
                .extracting(Element::getTextContent)
                .containsExactlyInAnyOrderElementsOf(
                        goals().stream().map(goal -> text(goal, "goal")).toList());
    }
}
