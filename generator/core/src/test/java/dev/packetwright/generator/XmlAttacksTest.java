package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.GeneratedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PDL file cannot read other files, use the network, expand without limit, or crash the generator. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class XmlAttacksTest {
    private static final String CANARY = "canary_that_no_output_may_hold";

    @TempDir
    private Path folder;

    @Test
    void externalEntitiesAreNotRead() throws IOException {
        Path canary = Files.writeString(folder.resolve("canary.txt"), CANARY);
        Path declarations = Files.writeString(
                folder.resolve("canary.dtd"),
                "<!ENTITY x '" + CANARY + "'><!ATTLIST packet name CDATA '" + CANARY + "'>");
        for (String pdl : List.of(
                "<!DOCTYPE PDL [<!ENTITY x SYSTEM '" + canary.toUri() + "'>]><PDL><packet name='A'>&x;</packet></PDL>",
                "<!DOCTYPE PDL [<!ENTITY % x SYSTEM '" + declarations.toUri()
                        + "'> %x;]><PDL><packet name='&x;'/></PDL>",
                "<!DOCTYPE PDL SYSTEM '" + declarations.toUri() + "'><PDL><packet/></PDL>",
                "<!DOCTYPE PDL PUBLIC 'x' '" + declarations.toUri() + "'><PDL><packet/></PDL>",
                "<PDL xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='" + canary.toUri()
                        + "' parse='text'/></PDL>",
                "<?xml-stylesheet href='" + canary.toUri()
                        + "'?><PDL xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                        + " xsi:noNamespaceSchemaLocation='" + declarations.toUri() + "'><pocket/></PDL>")) {
            Generation generation = generate(pdl);
            assertThat(generation.hasErrors()).as(pdl).isTrue();
            assertThat(everythingSaid(generation)).as(pdl).doesNotContain(CANARY);
        }
    }

    @Test
    void theNetworkIsNotUsed() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
            generate("<!DOCTYPE PDL SYSTEM '" + url + "'><PDL/>");
            generate("<!DOCTYPE PDL [<!ENTITY % x SYSTEM '" + url + "'> %x;]><PDL/>");
            generate("<!DOCTYPE PDL [<!ENTITY x SYSTEM '" + url + "'>]><PDL>&x;</PDL>");
            server.setSoTimeout(1);
            assertThat(accepts(server)).isFalse();
        }
    }

    private static boolean accepts(ServerSocket server) throws IOException {
        try {
            server.accept().close();
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE PDL>",
                "<!DOCTYPE PDL []>",
                "<!DOCTYPE PDL [<!-- it's -->]>",
                "<!DOCTYPE PDL [<!-- ]> -->]>",
                "<!DOCTYPE PDL [<!-- \" -->]>",
                "<!DOCTYPE PDL [<?pi it's ]> ?>]>",
                "<!DOCTYPE PDL [<!ENTITY a '>]'>]>",
                "<!DOCTYPE PDL [<!ELEMENT PDL ANY><!ATTLIST packet name CDATA 'B'>]>",
                "\n\n<!-- <!DOCTYPE x> -->\n<!DOCTYPE PDL>"
            })
    void anyDoctypeIsAnErrorAndHidesNoOther(String doctype) {
        Generation generation = generate(doctype + "<PDL><packet name='A'><strng name='x'/></packet></PDL>");
        assertThat(generation.files()).isEmpty();
        assertThat(generation.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.DOCTYPE, DiagnosticCode.UNKNOWN_TYPE);
        assertThat(generation.diagnostics().get(0).place().line()).isEqualTo(doctype.split("\n", -1).length);
    }

    /** Forty structs that each contain the previous one twice would have 10^12 values. */
    @Test
    void structsDoNotMultiply() {
        StringBuilder pdl = new StringBuilder("<PDL><struct name='S0'/>");
        for (int i = 1; i <= 40; i++) {
            pdl.append("<struct name='S%d'><S%d name='a'/><S%d name='b'/></struct>".formatted(i, i - 1, i - 1));
        }
        Generation generation = generate(pdl + "<packet name='P'><list name='l' type='S40'/></packet></PDL>");
        assertThat(generation.diagnostics())
                .isNotEmpty()
                .allMatch(diagnostic -> diagnostic.code() == DiagnosticCode.TOO_MANY_MEMBERS);
    }

    @Test
    void entitiesDoNotMultiply() {
        String entities = IntStream.range(1, 30)
                .mapToObj(i -> "<!ENTITY e" + i + " '" + ("&e" + (i - 1) + ";").repeat(10) + "'>")
                .collect(Collectors.joining());
        Generation generation = generate(
                "<!DOCTYPE PDL [<!ENTITY e0 'ha'>" + entities + "]><PDL><packet name='&e29;'>&e29;</packet></PDL>");
        assertThat(generation.diagnostics()).extracting(Diagnostic::code).contains(DiagnosticCode.DOCTYPE);
        assertThat(everythingSaid(generation)).hasSizeLessThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<PDL><packet name='A'>&undeclared;</packet></PDL>",
                "<PDL><packet name='&undeclared;'/></PDL>",
                "<PDL>&undeclared;<packet name='A'/></PDL>",
                "&undeclared;<PDL><packet name='A'/></PDL>"
            })
    void undeclaredEntitiesAreErrors(String pdl) {
        Generation generation = generate(pdl);
        assertThat(generation.hasErrors()).isTrue();
        assertThat(generation.files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 3_000, 40_000})
    void nestingIsBounded(int depth) {
        String lists = "<list name='l'>".repeat(depth) + "</list>".repeat(depth);
        assertThat(generate("<PDL><packet name='A'>" + lists + "</packet></PDL>")
                        .diagnostics())
                .extracting(Diagnostic::code)
                .contains(DiagnosticCode.NESTED_TOO_DEEP);
        assertThat(generate("<PDL>" + "<x>".repeat(depth) + "</x>".repeat(depth) + "</PDL>")
                        .hasErrors())
                .isTrue();
        assertThat(generate("<x>".repeat(depth)).hasErrors()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 5_000})
    void nestingOfStructsIsBounded(int depth) {
        List<String> structs = structs(depth);
        List<String> outerFirst = IntStream.range(0, depth)
                .mapToObj(i -> structs.get(depth - 1 - i))
                .toList();
        for (List<String> order : List.of(structs, outerFirst)) {
            assertThat(generate(protocol(order)).diagnostics())
                    .isNotEmpty()
                    .allMatch(diagnostic -> diagnostic.code() == DiagnosticCode.NESTED_TOO_DEEP);
        }
        assertThat(generate(protocol(structs(100))).hasErrors()).isFalse();
    }

    /** Structs that each have a list of the one before, or that one itself, as a member. */
    private static List<String> structs(int depth) {
        return IntStream.rangeClosed(1, depth)
                .mapToObj(i -> "<struct name='S%d'>%s</struct>".formatted(i, i == 1 ? "" : member(i)))
                .toList();
    }

    private static String member(int i) {
        return (i % 2 == 0 ? "<S%d name='m'/>" : "<list name='m' type='S%d'/>").formatted(i - 1);
    }

    private static String protocol(List<String> structs) {
        return "<PDL>" + String.join("\n", structs) + "<packet name='P'><S" + structs.size()
                + " name='s'/></packet></PDL>";
    }

    /** A megabyte in the place of a word is reported as a mistake in this word, in a few lines. */
    @ParameterizedTest
    @ValueSource(strings = {"name", "type", "min", "optional", "deprecatedd", "encoding"})
    void hugeAttributesAreOrdinaryMistakes(String attribute) {
        String huge = "x".repeat(1 << 20);
        Generation generation = generate("<PDL><packet name='A'><string name='a' " + attribute.replace("name", "nam")
                + "='" + huge + "'/><int " + attribute + "='" + huge + "'/></packet></PDL>");
        assertThat(generation.hasErrors()).isTrue();
        assertThat(generation.diagnostics())
                .hasSizeLessThan(6)
                .allSatisfy(diagnostic ->
                        assertThat(DiagnosticText.format(diagnostic).length()).isLessThan(5_000));
    }

    @Test
    void largeFilesAreRead() {
        String packets = IntStream.range(0, 1_900)
                .mapToObj(i -> "<!-- " + "x".repeat(2_000) + " --><packet name='P" + i + "'></packet>\n")
                .collect(Collectors.joining());
        assertThat(generate("<PDL>" + packets + "</PDL>").diagnostics()).isEmpty();
    }

    @Test
    void endlessFilesAreRefused() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        Generation generation = Generator.generate(Sources.of(PdlInput.read("endless.xml", endless)));
        assertThat(generation.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.FILE_TOO_LARGE);
    }

    /** Very many mistakes are all reported, in a reasonable time. */
    @Test
    void veryManyMistakesAreAllReported() {
        String mistakes = "<packet name='A'><strng nmae='x'/></packet>".repeat(10_000);
        assertThat(generate("<PDL>" + mistakes + "</PDL>").diagnostics()).hasSizeGreaterThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "x-UTF-16LE-BOM", "EUC-KR", "Shift_JIS", "ISO-8859-1", "windows-1252", "UTF-8"})
    void filesInOtherEncodingsAreReadOrRefused(String charsetName) {
        Charset charset = Charset.forName(charsetName);
        String declared = charsetName.startsWith("x-") ? "UTF-16" : charsetName;
        String name = charset.newEncoder().canEncode("패킷") ? "패킷" : "A";
        String pdl =
                "<?xml version='1.0' encoding='" + declared + "'?><PDL><packet name='" + name + "'></packet></PDL>";
        Generation generation = Generator.generate(Sources.of(new PdlInput("a.xml", pdl.getBytes(charset))));
        assertThat(generation.diagnostics()).isEmpty();
        assertThat(generation.protocol().packets().get(0).name().pdl()).isEqualTo(name);
    }

    /** A file in another encoding than it declares is refused, not misread. */
    @Test
    void filesInAnotherEncodingThanDeclaredAreErrors() {
        String pdl = "<PDL><packet name='패킷'></packet></PDL>";
        assertThat(generateBytes(pdl.getBytes(Charset.forName("EUC-KR"))).hasErrors())
                .isTrue();
        assertThat(generateBytes(pdl.getBytes(StandardCharsets.UTF_16LE)).hasErrors())
                .isTrue();
        assertThat(generate("<?xml version='1.0' encoding='utf-16'?>" + pdl).hasErrors())
                .isTrue();
    }

    /** The content of a comment is never an element, even if the comment seems to end early. */
    @ParameterizedTest
    @ValueSource(strings = {"<!--> <packet name='X'/> -->", "<!-- <packet name='X'/> -->", "<!--<!- -> <packet>-->"})
    void commentsEndAsInXml(String comment) {
        String pdl = "<PDL>" + comment + "<packet name='A'>" + comment + "<strng name='x'/></packet></PDL>";
        assertThat(generate(pdl).diagnostics()).singleElement().satisfies(unknownType -> {
            assertThat(unknownType.code()).isEqualTo(DiagnosticCode.UNKNOWN_TYPE);
            assertThat(unknownType.place().column()).isEqualTo(pdl.indexOf("<strng") + 1);
        });
    }

    /** XML 1.1 has more line ends than PDL files. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "\u2028", "\n"})
    void xml11HasItsOwnLineEnds(String lineEnd) {
        Generation generation = generate("<?xml version='1.1'?><PDL" + lineEnd + "><packet" + lineEnd + "name='A'/>"
                + lineEnd + "<packet name='B'>" + lineEnd + "<int" + lineEnd + "name='x'/></packet></PDL>");
        assertThat(generation.hasErrors() || generation.protocol().packets().size() == 2)
                .isTrue();
    }

    /** The caller can give any name to an input, even one that is not valid on this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a\u0000b.xml", "<stdin>", "C:\\x?.xml", "..", "a/"})
    void anyInputNameIsAccepted(String name) {
        Generation generation = Generator.generate(
                Sources.of(new PdlInput(name, "<PDL><packet name='A'/></PDL>".getBytes(StandardCharsets.UTF_8))));
        assertThat(generation.hasErrors()).isFalse();
        assertThat(generation.files().get(0).content().lines().findFirst().orElseThrow())
                .startsWith("// Generated by Packetwright from ")
                .doesNotContain("null");
    }

    private static Generation generate(String pdl) {
        return generateBytes(pdl.getBytes(StandardCharsets.UTF_8));
    }

    private static Generation generateBytes(byte[] pdl) {
        return Generator.generate(Sources.of(new PdlInput("attack.xml", pdl)));
    }

    private static String everythingSaid(Generation generation) {
        return generation.diagnostics().stream().map(DiagnosticText::format).collect(Collectors.joining())
                + generation.files().stream().map(GeneratedFile::content).collect(Collectors.joining());
    }
}
