package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code packetwright check --peer=course} with each addition to the course's PDL. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PeerIT {
    private static final Pattern FOUND = Pattern.compile("(?m)^p\\.xml:(\\d+:\\d+): (\\w+): .* \\[(PW\\d+)\\]$");

    @TempDir
    private Path folder;

    @Test
    void aPdlOfTheCourseGivesOneNote() throws IOException {
        Shell.Result result = check("<PDL><packet name='S_List'><list name='player'><int name='id'/>"
                + "<list name='skill'><short name='s'/></list></list><string name='x'/></packet>"
                + "<packet name='C_Chat'></packet></PDL>");
        assertThat(result).isEqualTo(new Shell.Result(0, "", """
                p.xml:1:20: note: the ids begin at 1 [PW202]
                %s
                                   ^~~~~~
                help: compare with PacketID in the code of the peer; if it begins elsewhere, write <PDL firstId="...">
                0 errors, 0 warnings, 1 note
                """.formatted(
                        Files.readString(folder.resolve("p.xml")).substring(0, 160) + "…")));
    }

    /** The members come first in a packet from the server, after the line break. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <uint name='x'/>                                     | 2:1  | PW151
            <ULONG name='x'/>                                    | 2:1  | PW151
            <bytes name='x'/>                                    | 2:1  | PW151
            <E name='x'/>                                        | 2:1  | PW151
            <S name='x'/>                                        | 2:1  | PW151
            <list name='l'><uint name='x'/></list>               | 2:16 | PW151
            <string name='x' encoding='utf-8'/>                  | 2:28 | PW151
            <int name='x' optional='true'/>                      | 2:25 | PW151
            <list name='x' type='int'/>                          | 2:1  | PW151
            <list name='x' type='int'></list>                    | 2:1  | PW151
            <list name='x'><int/></list>                         | 2:1  | PW151
            <int name='x' since='2'/>                            | 2:22 | PW153
            <int name='x' min='0' max='3'/>                      | 2:20 | PW153
            <string name='x' maxLength='3'/>                     | 2:29 | PW153
            """)
    void eachAdditionToTheMembersGivesAWarningAtItsPlace(String member, String place, String code) throws IOException {
        Shell.Result result = check("<PDL firstId='1' version='2'><packet name='S_A'>\n" + member + "</packet>"
                + "<enum name='E'><value name='X'/></enum><struct name='S'><int name='y'/></struct></PDL>");
        assertThat(result.exitCode()).isZero();
        assertThat(found(result)).containsExactly(place + " warning " + code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <PDL firstId='1' encoding='utf-8'><packet name='S_A'></packet></PDL>              | 1:28 warning PW151
            <PDL firstId='0'><packet name='S_A'></packet><packet name='S_B'></packet></PDL>   | 1:32 warning PW152
            <PDL><packet name='S_A' id='1'></packet><packet name='S_B' id='3'></packet></PDL> | 1:55 warning PW152
            <PDL firstId='1'><packet name='SC_A'></packet></PDL>                              | 1:32 warning PW153
            <PDL firstId='1'><packet name='S_A' from='client'></packet></PDL>                 | 1:32 warning PW153
            """)
    void eachAdditionBesideTheMembersGivesAWarningAtItsPlace(String pdl, String expected) throws IOException {
        assertThat(found(check(pdl))).containsExactly(expected);
    }

    @Test
    void importsAndLocksGiveAWarning() throws IOException {
        Files.writeString(folder.resolve("types.xml"), "<PDL firstId='1'><struct name='S'/></PDL>");
        assertThat(found(check("<PDL firstId='1'><import file='types.xml'/><packet name='S_A'></packet></PDL>")))
                .containsExactly("1:18 warning PW152");
        Files.writeString(folder.resolve("pdl.lock"), "1 C_Old\n2 S_A\n");
        assertThat(found(check("<PDL firstId='1'><packet name='S_A'></packet></PDL>")))
                .containsExactly("1:32 warning PW152");
    }

    @Test
    void withoutTheOptionNothingIsSaid() throws IOException {
        check("<PDL><packet name='S_A'><uint name='x'/></packet></PDL>");
        assertThat(new Shell(folder).run("check", "p.xml")).isEqualTo(new Shell.Result(0, "", ""));
    }

    @Test
    void anUnknownPeerIsAWrongCommandLine() {
        Shell.Result result = new Shell(folder).run("check", "--peer=unity", "p.xml");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--peer", "course");
    }

    @Test
    void theHelpNamesThePeer() {
        assertThat(new Shell(folder).run("check", "--help").out()).contains("--peer=GENERATOR", "course");
    }

    private Shell.Result check(String pdl) throws IOException {
        Files.writeString(folder.resolve("p.xml"), pdl);
        return new Shell(folder).run("check", "--peer=course", "p.xml");
    }

    private static List<String> found(Shell.Result result) {
        return FOUND.matcher(result.err())
                .results()
                .map(match -> match.group(1) + " " + match.group(2) + " " + match.group(3))
                .toList();
    }
}
