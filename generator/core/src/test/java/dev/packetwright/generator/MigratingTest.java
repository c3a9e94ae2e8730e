package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.Severity;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The PDL of other generators gives the messages that docs/migrating.md shows, and the corrections there are valid. */
class MigratingTest {
    private static final String DOCUMENT = ProjectFiles.read("docs/migrating.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * A row of a table, with only the code of each cell.
     *
     * @param ofMembers whether the row is in the table of members
     * @param written the PDL of the other generator; in the table of members, the last part is the member
     * @param told the messages
     * @param instead the corrected PDL
     */
    record Row(boolean ofMembers, List<String> written, List<String> told, List<String> instead) {
        @Override
        public String toString() {
            return String.join(" ", written);
        }
    }

    static Stream<Row> rows() {
        return Stream.concat(rows("Members", true), rows("Packets, structs and enums", false));
    }

    private static Stream<Row> rows(String section, boolean ofMembers) {
        return cells(section)
                .map(cells -> new Row(ofMembers, code(cells.get(1)), code(cells.get(2)), code(cells.get(3))));
    }

    private static Stream<List<String>> cells(String section) {
        String text = DOCUMENT.substring(DOCUMENT.indexOf("\n## " + section + "\n") + 1);
        return text.lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.asList(line.split("\\|", -1)));
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell)
                .results()
                .map(MatchResult::group)
                .map(MigratingTest::withoutTicks)
                .toList();
    }

    private static String withoutTicks(String code) {
        return code.substring(1, code.length() - 1);
    }

    /** Each row gives exactly its messages, and no other message that would follow from the same mistake. */
    @ParameterizedTest
    @MethodSource("rows")
    void givesItsMessages(Row row) {
        List<String> beside =
                row.ofMembers() ? row.written().subList(0, row.written().size() - 1) : row.written();
        List<String> members = row.ofMembers()
                ? row.written().subList(row.written().size() - 1, row.written().size())
                : List.of();
        assertThat(helps(generate(pdl(beside, members)))).isNotEmpty().containsExactlyElementsOf(row.told());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void correctionsAreValid(Row row) {
        assertThat(row.instead()).isNotEmpty();
        int last = row.instead().size() - (row.ofMembers() ? 1 : 0);
        String pdl = pdl(
                row.instead().subList(0, last),
                row.instead().subList(last, row.instead().size()));
        if (pdl.contains("<import")) {
            assertThat(PdlSchema.errorIn(pdl)).isEmpty();
        } else {
            assertThat(helps(generate(pdl))).isEmpty();
        }
    }

    static Stream<List<String>> unchanged() {
        return cells("What needs no change");
    }

    @ParameterizedTest
    @MethodSource("unchanged")
    void pdlWithoutChangesIsAccepted(List<String> cells) {
        String pdl = pdl(code(cells.get(1)), List.of());
        assertThat(generate(pdl).diagnostics()).isEmpty();
        assertThat(PdlSchema.errorIn(pdl)).isEmpty();
    }

    @Test
    void theTablesExist() {
        assertThat(rows()).hasSizeGreaterThan(35);
        assertThat(unchanged()).hasSizeGreaterThan(5);
    }

    /** A struct under the name of another generator is read as a struct, so that its uses are not reported too. */
    @Test
    void usesOfAStructUnderAnotherNameAreNotReported() {
        Generation generation = generate(
                "<PDL><dataPacket name='VectorPacket'><float name='x'/></dataPacket>"
                        + "<packet name='C_Move'><VectorPacket name='to'/><list name='path' type='VectorPacket'/></packet></PDL>");
        assertThat(generation.diagnostics())
                .extracting(diagnostic -> diagnostic.code() + " " + diagnostic.message())
                .containsExactly("PW007 unknown element 'dataPacket'");
    }

    private static String pdl(List<String> beside, List<String> members) {
        String all = String.join("", beside);
        if (all.startsWith("<root>") || all.startsWith("<PDL")) {
            return all;
        }
        return "<PDL>" + all
                + (members.isEmpty() ? "" : "<packet name=\"S_Any\">" + String.join("", members) + "</packet>")
                + "</PDL>";
    }

    private static List<String> helps(Generation generation) {
        return generation.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .map(Diagnostic::help)
                .toList();
    }

    private static Generation generate(String pdl) {
        return Generator.generate(Sources.of(new PdlInput("a.xml", pdl.getBytes(StandardCharsets.UTF_8))));
    }
}
