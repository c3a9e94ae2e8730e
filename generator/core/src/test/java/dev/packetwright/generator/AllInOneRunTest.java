package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One run reports all mistakes, sorted by file and place, and generates nothing. */
class AllInOneRunTest {
    private static final String MANY_MISTAKES = """
            <PDL package="a..b" x="1">
              <packet name="C_Chat" form="client">
                <strng name="chat"/>
                <int name="2nd"/>
                <int/>
                <int name="x"/>
                <list name="l"><vector name="v"/><int name="x"/><int name="x"/></list>
                <int name="X"/>
              </packet>
              <packet/>
              <strict name="S"/>
              <packet name="C_Chat">text</packet>
              <packet name="D" from="nobody"/>
            </PDL>
            """;

    private static final List<String> EXPECTED = List.of(
            "1:15 PW021",
            "1:21 PW008",
            "2:25 PW008",
            "3:5 PW012",
            "4:16 PW011",
            "5:5 PW010",
            "7:20 PW012",
            "7:64 PW015",
            "8:16 PW016",
            "10:3 PW010",
            "11:3 PW007",
            "12:17 PW014",
            "12:25 PW009",
            "13:26 PW020");

    @Test
    void ofOneFile() {
        Generation generation = Generator.generate(Sources.of(input("a.xml", MANY_MISTAKES)));
        assertThat(generation.files()).isEmpty();
        assertThat(errors(generation)).containsExactlyElementsOf(EXPECTED);
    }

    /** Reading stops at malformed XML, but mistakes before it are still reported. */
    @Test
    void ofAFileThatIsMalformedAtTheEnd() {
        String malformed = MANY_MISTAKES.replace("</PDL>", "<packet name=\"Z\"></PDL>");
        List<String> errors = errors(Generator.generate(Sources.of(input("a.xml", malformed))));
        assertThat(errors).containsAll(EXPECTED);
        assertThat(errors.get(errors.size() - 1)).isEqualTo("14:18 PW004");
    }

    @Test
    void ofSeveralFilesByNameAndPlace() {
        Generation generation = Generator.generate(Sources.of(
                input("b.xml", "<PDL>\n<packet name='A'><in name='x'/></packet></PDL>"),
                input("a.xml", "<PDL>\n<packet name='A'/>\n<packt name='B'/></PDL>")));
        assertThat(generation.diagnostics())
                .filteredOn(diagnostic -> diagnostic.code().toString().startsWith("PW0"))
                .extracting(diagnostic -> diagnostic.place() + " " + diagnostic.code())
                .containsExactly("a.xml:2:15 PW014", "a.xml:3:1 PW007", "b.xml:2:18 PW012");
    }

    @Test
    void suggestsCorrectionsForTypingMistakes() {
        Generation generation = Generator.generate(Sources.of(input(
                "chat.xml", "<PDL>\n  <packet name=\"C_Chat\">\n    <strng name=\"chat\"/>\n  </packet>\n</PDL>")));
        assertThat(DiagnosticText.format(generation.diagnostics().get(0))).isEqualTo("""
                        chat.xml:3:5: error: unknown type 'strng' [PW012]
                            <strng name="chat"/>
                            ^~~~~~~~~~~~~~~~~~~~
                        help: did you mean 'string'?
                        """);
    }

    /** A tab has the same width in the line of the caret as in the source line. */
    @Test
    void caretsStandBelowTabs() {
        Generation generation = Generator.generate(
                Sources.of(input("chat.xml", "<PDL>\n\t<packet name='A'>\t<strng name='x'/></packet></PDL>")));
        String[] lines = DiagnosticText.format(generation.diagnostics().get(0)).split("\n", -1);
        assertThat(lines[2]).startsWith("\t                 \t^");
    }

    /** Text from a file can neither move the cursor of a terminal nor hide text. */
    @Test
    void controlCharactersInTheFileAreEscaped() {
        Generation generation = Generator.generate(
                Sources.of(input("a\u001b[31m.xml", "<PDL><packet name='A\u202e\u200b\u009b31m'/></PDL>")));
        String text = DiagnosticText.format(generation.diagnostics().get(0));
        assertThat(text).contains("\\u{202e}", "\\u{200b}", "\\u{9b}", "\\u{1b}");
        assertThat(text.replace("\n", "").codePoints())
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    private static List<String> errors(Generation generation) {
        return generation.diagnostics().stream()
                .filter(diagnostic -> diagnostic.code().toString().startsWith("PW0"))
                .map(AllInOneRunTest::summary)
                .toList();
    }

    private static String summary(Diagnostic diagnostic) {
        return diagnostic.place().line() + ":" + diagnostic.place().column() + " " + diagnostic.code();
    }

    private static PdlInput input(String name, String pdl) {
        return new PdlInput(name, pdl.getBytes(StandardCharsets.UTF_8));
    }
}
