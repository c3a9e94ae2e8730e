package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Markdown.Block;
import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.peer.Peer;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.csharp.CSharpOptions;
import dev.packetwright.generator.target.csharp.CSharpTarget;
import dev.packetwright.generator.target.typescript.TypeScriptOptions;
import dev.packetwright.generator.target.typescript.TypeScriptTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of docs/diagnostics.md and compares the number, the place, the message and the correction. */
class DiagnosticsReferenceTest {
    private static final String DOCUMENT = ProjectFiles.read("docs/diagnostics.md");
    private static final Pattern AND_SO_ON =
            Pattern.compile("(?m)^(.*\\n) *<!-- and so on, to ([A-Za-z]+)(\\d+) -->\\n");

    private static final Set<String> OF_PEERS = Set.of("PW151", "PW152", "PW153", "PW202");

    private static final Set<String> OF_CSHARP = Set.of("PW038", "PW039");

    @TempDir
    private Path folder;

    /**
     * The section about one diagnostic.
     *
     * @param wrong the files with the mistake
     * @param told the output
     * @param right the corrected files
     */
    record Section(String code, List<Block> wrong, String told, List<Block> right) {
        static Section of(String text) {
            List<Block> blocks = Markdown.blocks(text);
            List<Block> told = blocks.stream()
                    .filter(block -> block.language().equals("text"))
                    .toList();
            assertThat(told).as(text).hasSize(1);
            int middle = blocks.indexOf(told.get(0));
            return new Section(
                    text.substring(0, text.indexOf(' ')),
                    blocks.subList(0, middle),
                    told.get(0).text(),
                    blocks.subList(middle + 1, blocks.size()));
        }

        @Override
        public String toString() {
            return code;
        }
    }

    static Stream<Section> sections() {
        return Arrays.stream(DOCUMENT.split("(?m)^## ", -1)).skip(1).map(Section::of);
    }

    @ParameterizedTest
    @MethodSource("sections")
    void theWrongExampleGivesTheOutput(Section section) throws IOException {
        List<Diagnostic> diagnostics = diagnostics(section.wrong(), section.code());
        assertThat(diagnostics).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).hasToString(section.code());
            assertThat(DiagnosticText.format(diagnostic)
                            .replace(folder + folder.getFileSystem().getSeparator(), ""))
                    .isEqualTo(section.told());
        });
    }

    @ParameterizedTest
    @MethodSource("sections")
    void theCorrectExampleGivesNoOutput(Section section) throws IOException {
        assertThat(section.right()).isNotEmpty();
        assertThat(diagnostics(section.right(), section.code())).isEmpty();
        assertThat(section.right())
                .filteredOn(file -> file.language().equals("xml"))
                .allMatch(file -> PdlSchema.errorIn(inFull(file.text())).isEmpty());
    }

    @Test
    void everyNumberHasOneSection() {
        List<String> codes = Arrays.stream(DiagnosticCode.values())
                .map(DiagnosticCode::toString)
                .toList();
        assertThat(sections().map(Section::code)).containsExactlyElementsOf(codes);
        assertThat(DOCUMENT.lines().filter(line -> line.startsWith("| [PW")).map(line -> line.substring(3, 8)))
                .containsExactlyElementsOf(codes);
    }

    /** Reads the files as the section about a diagnostic does: for a peer of the course, or for a run that generates. */
    private List<Diagnostic> diagnostics(List<Block> files, String code) throws IOException {
        Sources sources = sources(files);
        if (OF_CSHARP.contains(code)) {
            return generated(sources, new CSharpTarget(CSharpOptions.DEFAULT));
        }
        if (code.equals("PW040")) {
            return generated(sources, new TypeScriptTarget(TypeScriptOptions.DEFAULT));
        }
        return OF_PEERS.contains(code)
                ? Generator.unknownTo(Peer.COURSE, sources).stream()
                        .filter(found -> found.code() != DiagnosticCode.FIRST_ID || code.equals("PW202"))
                        .toList()
                : Generator.generate(sources).diagnostics();
    }

    private static List<Diagnostic> generated(Sources sources, Target target) {
        return Generator.generate(sources, GeneratorOptions.of(target, TargetOptions.DEFAULT))
                .diagnostics();
    }

    /** Writes the files. The last file is the one on the command line. */
    private Sources sources(List<Block> files) throws IOException {
        Path last = folder;
        for (Block file : files) {
            last = folder.resolve(file.info().isEmpty() ? "chat.xml" : file.info());
            Files.createDirectories(last.resolveSibling("."));
            Files.writeString(last, inFull(file.text()));
        }
        Sources sources = Sources.of(last);
        Path lock = folder.resolve("pdl.lock");
        return Files.exists(lock) ? sources.withLock(lock) : sources;
    }

    /** Expands the abbreviation "and so on" to all lines. */
    private static String inFull(String text) {
        Matcher matcher = AND_SO_ON.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(IntStream.rangeClosed(
                        1, Integer.parseInt(match.group(3)))
                .mapToObj(i -> match.group(1).replace("\"" + match.group(2) + "1\"", "\"" + match.group(2) + i + "\""))
                .collect(Collectors.joining())));
    }
}
