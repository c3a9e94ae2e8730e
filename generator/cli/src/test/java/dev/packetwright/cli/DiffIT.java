package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code packetwright diff}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DiffIT {
    private static final String OLD = "<PDL>\n<packet name='S_Chat'>\n<string name='text'/>\n</packet>\n</PDL>\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void oldVersion() throws IOException {
        write("old.xml", OLD);
    }

    @Test
    void printsNothingIfNothingChanged() {
        assertThat(diff("old.xml", "old.xml")).isEqualTo(new Shell.Result(0, "no changes\n", ""));
    }

    @Test
    void reportsASafeChangeAndSucceeds() throws IOException {
        write("new.xml", OLD.replace("<PDL>", "<PDL version='2'>"));
        assertThat(diff("old.xml", "new.xml")).isEqualTo(new Shell.Result(0, """
                        safe: the version is 2, and was 1 [PD003] (old old.xml:1:1, new new.xml:1:1)
                        0 WIRE-breaking, 0 SOURCE-breaking, 1 safe
                        """, ""));
    }

    @Test
    void reportsABreakingChangeWithItsPlaces() throws IOException {
        write("new.xml", OLD.replace("<string name='text'/>", "\n  <int name='text'/>"));
        assertThat(diff("old.xml", "new.xml")).isEqualTo(new Shell.Result(1, """
                        WIRE-breaking: 'S_Chat.text' is int, and was utf-16 text [PD040] (old old.xml:3:15, new new.xml:4:14)
                        1 WIRE-breaking, 0 SOURCE-breaking, 0 safe
                        """, ""));
    }

    @Test
    void onlyTheRequestedCategoryCounts() throws IOException {
        write("new.xml", OLD.replace("text", "message"));
        assertThat(diff("old.xml", "new.xml").exitCode()).isEqualTo(1);
        assertThat(diff("--only=source", "old.xml", "new.xml").exitCode()).isEqualTo(1);
        Shell.Result wire = diff("--only=wire", "old.xml", "new.xml");
        assertThat(wire.exitCode()).isZero();
        assertThat(wire.out()).contains("SOURCE-breaking: 'S_Chat.message' was called 'text' [PD026]");
    }

    @Test
    void json() throws IOException {
        write("새.xml", OLD.replace("<string name='text'/>", ""));
        PackagedCommand shell = new PackagedCommand(folder, Map.of("LC_ALL", "C.UTF-8"));
        assertThat(shell.run("diff", "--format=json", "old.xml", "새.xml")).isEqualTo(new Shell.Result(1, """
                        {
                          "breaking": true,
                          "changes": [
                            {"rule": "PD023", "category": "wire", "subject": "S_Chat.text", "message": "'S_Chat.text' is gone", "old": {"file": "old.xml", "line": 3, "column": 15}, "new": null}
                          ],
                          "summary": {"wire": 1, "source": 0, "safe": 0}
                        }
                        """, ""));
        assertThat(diff("--format=json", "old.xml", "old.xml").out()).isEqualTo("""
                        {
                          "breaking": false,
                          "changes": [],
                          "summary": {"wire": 0, "source": 0, "safe": 0}
                        }
                        """);
    }

    @Test
    void thePageShowsTheSameChanges() throws IOException {
        write("new.xml", OLD.replace("text", "message"));
        Shell.Result plain = diff("old.xml", "new.xml");
        assertThat(diff("--html=pages/diff.html", "old.xml", "new.xml")).isEqualTo(plain);
        Path page = folder.resolve("pages/diff.html");
        assertThat(Files.readString(page)).contains("was called &#39;text&#39;", "PD026", "Side by side");
        assertThat(diff("--html=pages/diff.html", "old.xml", "old.xml").exitCode())
                .isZero();
        assertThat(Files.readString(page)).contains("no changes").doesNotContain("PD026");
    }

    /** Somebody may forget the name of the page, so that an option takes a PDL for it. */
    @Test
    void thePageReplacesNoFileOfAnother() throws IOException {
        write("new.xml", OLD);
        Shell.Result result = diff("--html", "new.xml", "old.xml", "old.xml");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("new.xml: it is in the way, and was not written by Packetwright");
        assertThat(folder.resolve("new.xml")).hasContent(OLD);
    }

    @Test
    void reportsErrorsOfBothFilesAndNoChanges() throws IOException {
        write("old.xml", OLD.replace("string", "strng"));
        write("new.xml", OLD.replace("S_Chat", "1"));
        Shell.Result result = diff("old.xml", "new.xml");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("old.xml:3:1: error: unknown type 'strng' [PW012]")
                .contains("new.xml:2:15: error:")
                .contains("[PW011]");
    }

    @Test
    void aMissingFileIsADiagnostic() {
        Shell.Result result = diff("old.xml", "none.xml");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("none.xml:1:1: error: there is no such file [PW001]");
    }

    @Test
    void oneFileCanBeStandardInput() {
        Shell.Result result =
                new Shell(folder).with(OLD.replace("S_Chat", "S_Talk")).run("diff", "-", "old.xml");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("'S_Chat' was called 'S_Talk' [PD013] (old stdin:2:15, new old.xml:2:15)");
    }

    @Test
    void locksInOtherFoldersKeepTheIdsOfBothFiles() throws IOException {
        write("new.xml", OLD.replace("<packet", "<packet name='S_New'/>\n<packet"));
        write("ids.lock", "1 S_Chat\n");
        String moved = "'S_New' shifts the id of the packet behind it up by 1: S_Chat [PD017]";
        assertThat(diff("old.xml", "new.xml").out()).contains(moved);
        assertThat(diff("--new-lock=ids.lock", "old.xml", "new.xml").out()).doesNotContain(moved);
        write("seven.lock", "7 S_Chat\n");
        assertThat(diff("--old-lock", "seven.lock", "--new-lock", "ids.lock", "old.xml", "new.xml")
                        .out())
                .contains("'S_Chat' has the id 1, and had 7 [PD012]");
        assertThat(diff("--old-lock=none.lock", "old.xml", "new.xml"))
                .isEqualTo(new Shell.Result(1, "", "packetwright: there is no such lock: none.lock\n"));
    }

    @Test
    void importsAreFollowed() throws IOException {
        write("point.xml", "<PDL><struct name='Point'><int name='x'/></struct></PDL>");
        write("long.xml", "<PDL><struct name='Point'><long name='x'/></struct></PDL>");
        String using = "<PDL><import file='point.xml'/><packet name='S_At'><Point name='at'/></packet></PDL>";
        write("a.xml", using);
        write("b.xml", using.replace("point.xml", "long.xml"));
        assertThat(diff("a.xml", "b.xml").out())
                .contains("'Point.x' is long, and was int (in S_At) [PD040]"
                        + " (old point.xml:1:38, new long.xml:1:39)");
    }

    /** The diff reports one cause, and not one change for each packet after it. The help is on a line of its own. */
    @Test
    void anInsertedPacketIsTheOneCauseOfAllNewIds() throws IOException {
        String others = "<packet name='C_B'/><packet name='C_D'/><packet name='C_E'/></PDL>";
        write("a.xml", "<PDL><packet name='C_A'><int name='a'/></packet>" + others);
        write("b.xml", "<PDL><packet name='C_A'><int name='a'/></packet>\n<packet name='C_New'/>" + others);
        Shell.Result result = diff("a.xml", "b.xml");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("""
                        SOURCE-breaking: 'C_New' is new, with the id 2 [PD011] (new b.xml:2:15)
                        WIRE-breaking: 'C_New' shifts the ids of the 3 packets behind it up by 1: C_B, C_D, C_E [PD017] (new b.xml:2:15)
                        help: a pdl.lock keeps the ids of packets; create it from the old PDL, with 'packetwright generate --lock=pdl.lock'
                        1 WIRE-breaking, 1 SOURCE-breaking, 0 safe
                        """);
        assertThat(diff("--format=json", "a.xml", "b.xml").out())
                .contains("\"new\": {\"file\": \"b.xml\", \"line\": 2, \"column\": 15}, \"help\": \"a pdl.lock keeps");
    }

    @Test
    void foldersAndSeveralFiles() throws IOException {
        Files.createDirectories(folder.resolve("v1/more"));
        write("v1/a.xml", OLD);
        write("v1/more/b.xml", "<PDL><packet name='C_B'/></PDL>");
        write("v1/pdl.lock", "5 S_Chat\n6 C_B\n");
        write("new.xml", OLD);
        write("b.xml", "<PDL><packet name='C_B' from='both'/></PDL>");
        write("pdl.lock", "5 S_Chat\n6 C_B\n");
        String turned = "'C_B' is received by the client too [PD015] (old v1/more/b.xml:1:20, new b.xml:1:20)\n"
                + "0 WIRE-breaking, 1 SOURCE-breaking, 0 safe";
        assertThat(diff("--against=v1", "new.xml", "b.xml").out()).contains(turned);
        assertThat(diff("--against=v1/a.xml", "--against=v1/more", "new.xml", "b.xml")
                        .out())
                .contains(turned);
        assertThat(diff("v1", "v1").out()).isEqualTo("no changes\n");
        Files.createDirectories(folder.resolve("empty"));
        assertThat(diff("v1", "empty"))
                .isEqualTo(new Shell.Result(1, "", "packetwright: there are no PDL files (*.xml) in empty\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "old.xml",
                "old.xml old.xml old.xml",
                "--since=v1 -",
                "--against=- -",
                "- -",
                "--format=xml old.xml old.xml",
                "--only=x old.xml old.xml"
            })
    void aWrongCommandLineIsAUsageError(String arguments) {
        Shell.Result result = diff(arguments.split(" ", -1));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("packetwright: ").contains("--help").doesNotContain("Exception");
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(3);
    }

    @Test
    void help() {
        Shell.Result result = diff("--help");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("Usage: packetwright diff").contains("OLD", "NEW", "text, json", "--only");
    }

    private void write(String file, String pdl) throws IOException {
        Files.writeString(folder.resolve(file), pdl);
    }

    private Shell.Result diff(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "diff";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new Shell(folder).run(all);
    }
}
