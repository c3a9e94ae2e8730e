package dev.packetwright.generator.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlInput;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests the rules with the folders of {@code diff/}. Each folder has two versions of a PDL and the expected messages,
 * and each rule has at least one folder.
 */
class RulesTest {
    private static final Path DOCS = Path.of("..", "..", "docs", "diff.md");

    @TestFactory
    Stream<DynamicTest> everyPairIsToldAsExpected() throws IOException {
        return cases().stream()
                .map(folder -> DynamicTest.dynamicTest(name(folder), () -> {
                    List<Change> changes =
                            ProtocolDiff.compare(protocol(folder, "old.xml"), protocol(folder, "new.xml"));
                    assertThat(DiffText.format(changes)).isEqualTo(read(folder.resolve("changes.txt")));
                    if (name(folder).startsWith("PD")) {
                        assertThat(changes.stream().map(change -> change.rule().toString()))
                                .as("the rule that the folder is named after")
                                .contains(name(folder).substring(0, 5));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> nothingChangesFromAVersionToItself() throws IOException {
        return cases().stream()
                .map(folder -> DynamicTest.dynamicTest(name(folder), () -> {
                    for (String file : List.of("old.xml", "new.xml")) {
                        assertThat(ProtocolDiff.compare(protocol(folder, file), protocol(folder, file)))
                                .isEmpty();
                    }
                }));
    }

    @Test
    void everyRuleHasAPairOfItsOwn() throws IOException {
        assertThat(cases().stream().map(RulesTest::name))
                .containsAll(Arrays.stream(Rule.values()).map(Rule::toString).toList());
    }

    @Test
    void aNumberHasOneMeaning() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::toString)).doesNotHaveDuplicates();
    }

    /** The table in the documentation has exactly the rules. */
    @Test
    void theDocsHaveTheRules() throws IOException {
        List<String> rows = Arrays.stream(Rule.values())
                .map(rule -> "| " + rule + " | " + rule.category().label() + " | " + rule.description() + " |")
                .toList();
        assertThat(read(DOCS).lines().filter(line -> line.startsWith("| PD"))).containsExactlyElementsOf(rows);
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(
                Objects.requireNonNull(RulesTest.class.getResource("/diff")).toURI()))) {
            return folders.sorted().toList();
        } catch (URISyntaxException notAFile) {
            throw new IOException(notAFile);
        }
    }

    static String name(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString();
    }

    static Protocol protocol(Path folder, String file) throws IOException {
        return protocol(file, read(folder.resolve(file)));
    }

    static Protocol protocol(String file, String pdl) {
        Generation generation = Generator.resolve(Sources.of(new PdlInput(file, pdl.getBytes(StandardCharsets.UTF_8))));
        assertThat(generation.hasErrors())
                .as("errors: %s", generation.diagnostics())
                .isFalse();
        return generation.protocol();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }
}
