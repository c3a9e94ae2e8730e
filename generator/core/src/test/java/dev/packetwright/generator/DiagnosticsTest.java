package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake has its own number and is reported at its place. */
class DiagnosticsTest {
    /** A PDL with one mistake, where {@code «} marks its place. */
    record Example(DiagnosticCode code, String marked) {
        int line() {
            return before().split("\\R", -1).length;
        }

        int column() {
            String[] lines = before().split("\\R", -1);
            String last = lines[lines.length - 1];
            return last.codePointCount(0, last.length()) + 1;
        }

        private String before() {
            return marked.substring(0, marked.indexOf('«'));
        }

        String pdl() {
            return marked.replace("«", "");
        }

        @Override
        public String toString() {
            return code + " " + (marked.length() < 200 ? marked : marked.substring(0, 200));
        }
    }

    static Stream<Example> examples() {
        return Stream.of(
                example(DiagnosticCode.MALFORMED_XML, "<PDL>\n<packet name='A'>«</PDL>"),
                example(DiagnosticCode.DOCTYPE, "«<!DOCTYPE PDL>\n<PDL><packet name='A'/></PDL>"),
                example(DiagnosticCode.WRONG_ROOT, "<!-- a -->\n «<Packets><packet name='A'/></Packets>"),
                example(DiagnosticCode.UNKNOWN_ELEMENT, "<PDL>\n<packet name='A'/>\n  «<paket name='B'/></PDL>"),
                example(
                        DiagnosticCode.UNKNOWN_ATTRIBUTE,
                        "<PDL>\n<packet name='A'>\n<int\n  «nmae='x' name='y'/></packet></PDL>"),
                example(DiagnosticCode.UNKNOWN_ATTRIBUTE, "<PDL><packet name='A' «Name='x'/></PDL>"),
                example(DiagnosticCode.UNKNOWN_ATTRIBUTE, "<PDL «packge='x'><packet name='A'/></PDL>"),
                example(
                        DiagnosticCode.STRAY_TEXT,
                        "<PDL>\n<packet name='A'>«\n  text</packet></PDL>".replace("«\n  ", "\n  «")),
                example(DiagnosticCode.MISSING_NAME, "<PDL>\n\t«<packet></packet></PDL>"),
                example(
                        DiagnosticCode.MISSING_NAME,
                        "<PDL><packet name='A'>\r\n  «<list><int name='v'/></list></packet></PDL>"),
                example(DiagnosticCode.INVALID_NAME, "<PDL>\n<packet name='«1A'/></PDL>"),
                example(DiagnosticCode.INVALID_NAME, "<PDL>\n<packet name=\"A\"><int name = \"«a b\"/></packet></PDL>"),
                example(DiagnosticCode.INVALID_NAME, "<PDL><packet name='«'/></PDL>"),
                example(DiagnosticCode.UNKNOWN_TYPE, "<PDL><packet name='A'>\n    «<strng name='x'/></packet></PDL>"),
                example(
                        DiagnosticCode.UNKNOWN_TYPE,
                        "<PDL><packet name='이름'><!-- 😀 -->«<vec3 name='x'/></packet></PDL>"),
                example(
                        DiagnosticCode.MEMBERS_IN_SCALAR,
                        "<PDL><packet name='A'><int name='x'>«<int name='y'/></int></packet></PDL>"),
                example(DiagnosticCode.DUPLICATE_PACKET, "<PDL><packet name='A'></packet>\n<packet name='«A'/></PDL>"),
                example(
                        DiagnosticCode.DUPLICATE_MEMBER,
                        "<PDL><packet name='A'><int name='x'/>\n<float name='«x'/></packet></PDL>"),
                example(
                        DiagnosticCode.JAVA_NAME_CLASH,
                        "<PDL><packet name='A'><int name='x'/>\r<float name='«X'/></packet></PDL>"),
                example(
                        DiagnosticCode.JAVA_NAME_CLASH,
                        "<PDL><packet name='class'></packet><packet name='«class_'/></PDL>"),
                example(
                        DiagnosticCode.NESTED_TOO_DEEP,
                        "<PDL><packet name='A'>" + lists(31) + "<list name='x'>\n«<int name='n'/></list>"
                                + "</list>".repeat(31) + "</packet></PDL>"),
                example(
                        DiagnosticCode.TOO_MANY_PACKETS,
                        "<PDL>" + packets(2_000) + "\n<packet name='«oneMore'/></PDL>"),
                example(
                        DiagnosticCode.TOO_MANY_MEMBERS,
                        "<PDL><packet name='A'>" + members(254) + "\n<int name='«oneMore'/></packet></PDL>"),
                example(DiagnosticCode.INVALID_VALUE, "<PDL><packet name='A' from='«sever'/></PDL>"),
                example(DiagnosticCode.INVALID_PACKAGE, "<PDL package='«com.class'><packet name='A'/></PDL>"),
                example(DiagnosticCode.NAME_TOO_LONG, "<PDL><packet name='«" + "a".repeat(201) + "'/></PDL>"),
                example(DiagnosticCode.NAME_TOO_LONG, "<PDL><packet name='«" + "패".repeat(100) + "'/></PDL>"),
                example(
                        DiagnosticCode.MISPLACED_ATTRIBUTE,
                        "<PDL><packet name='A'><int name='x' maxLength='«3'/></packet></PDL>"),
                example(
                        DiagnosticCode.MISPLACED_ATTRIBUTE,
                        "<PDL version='2'><packet name='A'><list name='l'><int name='x' since='«2'/></list></packet></PDL>"),
                example(
                        DiagnosticCode.DUPLICATE_TYPE,
                        "<PDL><struct name='S'/>\n<struct name='«S'/><packet name='A'/></PDL>"),
                example(DiagnosticCode.DUPLICATE_TYPE, "<PDL><struct name='«A'/><packet name='A'/></PDL>"),
                example(
                        DiagnosticCode.STRUCT_IN_ITSELF,
                        "<PDL><struct name='S'><list name='l' type='«S'/></struct><packet name='A'/></PDL>"),
                example(DiagnosticCode.EMPTY_ENUM, "<PDL>\n«<enum name='E'/><packet name='A'/></PDL>"),
                example(
                        DiagnosticCode.DUPLICATE_ID,
                        "<PDL><packet name='A' id='2'></packet><packet name='B' id='1'></packet>"
                                + "<packet name='«C'/></PDL>"),
                example(
                        DiagnosticCode.DUPLICATE_VALUE,
                        "<PDL><enum name='E'><value name='X' value='1'/><value name='«Y' value='1'/></enum>"
                                + "<packet name='A'/></PDL>"),
                example(DiagnosticCode.INVALID_VALUE, "<PDL><packet name='A' role='«Handshake'/></PDL>"),
                example(
                        DiagnosticCode.PING_WITH_OTHER_MEMBERS,
                        "<PDL><packet name='«A' role='ping'><int name='x'/></packet>"
                                + "<packet name='B' role='pong'><long name='x'/></packet></PDL>"),
                example(
                        DiagnosticCode.PING_WITHOUT_PONG,
                        "<PDL>\n<packet name='«C_A' role='ping'><long name='x'/></packet></PDL>"),
                example(
                        DiagnosticCode.SECOND_PING,
                        "<PDL><packet name='C_A' role='ping'><long name='x'/></packet>\n"
                                + "<packet name='«C_B' role='ping'><long name='x'/></packet>"
                                + "<packet name='S_C' role='pong'><long name='x'/></packet></PDL>"),
                example(
                        DiagnosticCode.SINCE_NOT_AT_END,
                        "<PDL version='2'><packet name='A'><int name='x' since='2'/><int name='«y'/></packet></PDL>"),
                example(DiagnosticCode.INVALID_IMPORT, "<PDL><import file='«b.xml'/><packet name='A'/></PDL>"),
                example(
                        DiagnosticCode.IDS_DIFFER_FROM_COURSE,
                        "<PDL>\n  «<packet name='A'/>\n<packet name='B'/></PDL>"),
                example(
                        DiagnosticCode.IDS_DIFFER_FROM_COURSE,
                        "<PDL><packet name='A'>\n«<list name='l'/><int name='x'/></packet></PDL>"),
                example(DiagnosticCode.NO_PACKETS, "<!-- none -->\n«<PDL></PDL>"),
                example(DiagnosticCode.TEXT_BETWEEN_PACKETS, "<PDL>\n<packet name='A'></packet>\n  «text\n</PDL>"),
                example(
                        DiagnosticCode.BOTH_WAYS,
                        "<PDL><packet name='C_A'></packet>\n<packet name='«L_B'></packet></PDL>"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isReportedAtItsPlace(Example example) {
        List<Diagnostic> found = generate(example.pdl()).diagnostics();
        assertThat(found).as("%s", found).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo(example.code());
            assertThat(diagnostic.place()).hasToString("chat.xml:" + example.line() + ":" + example.column());
        });
    }

    /** Places are the same with a byte order mark and with each kind of line end. */
    @ParameterizedTest
    @MethodSource("examples")
    void isReportedAtItsPlaceWithAnyLineEnds(Example example) {
        String oneKind = example.pdl().replaceAll("\\R", "\n");
        for (String lineEnd : List.of("\n", "\r\n", "\r")) {
            Generation generation = generate("\ufeff" + oneKind.replace("\n", lineEnd));
            assertThat(generation.diagnostics()).singleElement().satisfies(diagnostic -> {
                assertThat(diagnostic.code()).isEqualTo(example.code());
                assertThat(diagnostic.place().line()).isEqualTo(example.line());
                assertThat(diagnostic.place().column()).isEqualTo(example.column());
            });
        }
    }

    /** Editors and CI systems parse the first line. The caret is below the place, and the help comes last. */
    @ParameterizedTest
    @MethodSource("examples")
    void isFormattedForPeople(Example example) {
        Diagnostic diagnostic = generate(example.pdl()).diagnostics().get(0);
        List<String> lines = DiagnosticText.format(diagnostic).lines().toList();
        assertThat(lines.get(0))
                .startsWith("chat.xml:" + example.line() + ":" + example.column() + ": "
                        + diagnostic.severity().label() + ": ")
                .endsWith(" [" + example.code() + "]")
                .doesNotContain(". [");
        String excerpt = lines.get(1);
        assertThat(excerpt).hasSizeLessThan(200);
        String markedLine = example.marked
                .lines()
                .filter(line -> line.contains("«"))
                .findFirst()
                .orElseThrow();
        if (markedLine.length() < 100) {
            assertThat(excerpt).isEqualTo(markedLine.replace("«", ""));
            assertThat(lines.get(2)).matches("[ \t]*\\^~*");
            int caret = lines.get(2).indexOf('^');
            assertThat(caret).isEqualTo(example.column() - 1);
        }
        if (!diagnostic.help().isEmpty()) {
            assertThat(lines.get(lines.size() - 1)).startsWith("help: ");
        }
    }

    /** Common mistakes, each with the correct form that the help suggests. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <PDL><packet name="A"><int name="x" since="2"/></packet></PDL>  | the protocol's version is 1; raise it: <PDL version="2">
            <PDL oldestVersion="2"><packet name="A"/></PDL>                 | the protocol's version is 1, and the oldest version cannot be later
            <PDL oldestVersion="0"><packet name="A"/></PDL>                 | it must be a whole number from 1 to 65535
            <PDL version="2"><packet name="A" since="3"/></PDL>             | the protocol's version is 2; raise it: <PDL version="3">
            <PDL><packet name="A"><int name="x" since="0"/></packet></PDL>  | it must be a whole number from 1 to 65535
            <PDL><packet name="A" direction="client"/></PDL>                | the direction is written from="client", from="server" or from="both"
            <PDL><enum name="E"><value name="A" number="1"/></enum></PDL>   | did you mean 'value'?
            <PDL><packet name="A"><string name="x" length="9"/></packet></PDL> | did you mean 'maxLength'?
            <PDL><packet name="A"><int name="x" nullable="true"/></packet></PDL> | write optional="true"
            <PDL><enum name="E"><value value="1"/></enum></PDL>             | write <value name="...">
            """)
    void suggestsWhatToWrite(String pdl, String help) {
        assertThat(generate(pdl).diagnostics()).extracting(Diagnostic::help).containsExactly(help);
    }

    /** These diagnostics concern whole files. */
    @Test
    void filesThatCannotBeRead() throws Exception {
        assertSingle(DiagnosticCode.FILE_TOO_LARGE, () -> generate(new byte[5 * 1024 * 1024]));
        assertSingle(
                DiagnosticCode.UNREADABLE_FILE,
                () -> Generator.generate(Sources.of(java.nio.file.Path.of("no", "such.xml"))));
        assertSingle(DiagnosticCode.MALFORMED_XML, () -> generate(""));
    }

    private static void assertSingle(DiagnosticCode code, ThrowingSupplier<Generation> generation) throws Exception {
        try {
            assertThat(generation.get().diagnostics()).singleElement().satisfies(diagnostic -> {
                assertThat(diagnostic.code()).isEqualTo(code);
                assertThat(diagnostic.place().line()).isEqualTo(1);
                assertThat(diagnostic.place().column()).isEqualTo(1);
            });
        } catch (Throwable thrown) {
            throw new AssertionError(code.toString(), thrown);
        }
    }

    /** Each diagnostic needs an example that shows that it works. */
    @Test
    void everyDiagnosticHasAnExample() {
        Set<DiagnosticCode> shown = examples().map(Example::code).collect(Collectors.toCollection(HashSet::new));
        shown.addAll(List.of(
                DiagnosticCode.TOO_MANY_VALUES, // LargeProtocolTest
                DiagnosticCode.CSHARP_NAME_CLASH, // CSharpNamesTest
                DiagnosticCode.NO_CSHARP_NAME, // CSharpNamesTest
                DiagnosticCode.TYPESCRIPT_NAME_CLASH, // TypeScriptNamesTest
                DiagnosticCode.BAD_ENCODING,
                DiagnosticCode.FILE_TOO_LARGE,
                DiagnosticCode.UNREADABLE_FILE,
                DiagnosticCode.IMPORT_CYCLE,
                DiagnosticCode.LOCK_DISAGREES,
                DiagnosticCode.INVALID_LOCK,
                DiagnosticCode.PEER_READS_OTHER_BYTES,
                DiagnosticCode.PEER_HAS_OTHER_IDS,
                DiagnosticCode.PEER_IGNORES,
                DiagnosticCode.FIRST_ID));
        assertThat(shown).containsExactlyInAnyOrder(DiagnosticCode.values());
    }

    @Test
    void everyDiagnosticHasItsOwnNumber() {
        assertThat(Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::toString))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("PW\\d{3}"));
    }

    private static Example example(DiagnosticCode code, String marked) {
        return new Example(code, marked);
    }

    private static Generation generate(String pdl) {
        return generate(pdl.getBytes(StandardCharsets.UTF_8));
    }

    private static Generation generate(byte[] pdl) {
        return Generator.generate(Sources.of(new PdlInput("chat.xml", pdl)));
    }

    private static String packets(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "<packet name='P" + i + "'></packet>")
                .collect(Collectors.joining());
    }

    private static String lists(int depth) {
        return IntStream.range(0, depth)
                .mapToObj(i -> "<list name='l" + i + "'>")
                .collect(Collectors.joining());
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "<int name='m" + i + "'/>")
                .collect(Collectors.joining());
    }
}
