package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code packetwright diff --since} with a git repository. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DiffSinceIT {
    private static final String USING = """
            <PDL>
            <import file='./common/point.xml'/>
            <packet name='S_At'><Point name='at'/></packet>
            </PDL>
            """;
    private static final String POINT = "<PDL><struct name='Point'><int name='x'/></struct></PDL>";

    @TempDir
    private Path folder;

    @BeforeEach
    void repository() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "left out: git is not installed");
        git("init", "-q");
        Files.createDirectories(folder.resolve("pdl/common"));
        Files.writeString(folder.resolve("pdl/게임.xml"), USING);
        Files.writeString(folder.resolve("pdl/common/point.xml"), POINT);
        Files.writeString(folder.resolve("pdl/pdl.lock"), "7 S_At\n");
        commit("v1");
    }

    private boolean isInstalled() throws InterruptedException {
        try {
            git("--version");
            return true;
        } catch (IOException missing) {
            return false;
        }
    }

    private void commit(String tag) throws IOException, InterruptedException {
        git("add", "-A");
        git("-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "-q", "-m", tag);
        git("tag", tag);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    /** The imports and the lock are those of the revision. */
    @Test
    void theOldVersionIsReadFromTheRevision() throws IOException {
        assertThat(diff("--since=v1", "pdl/게임.xml")).isEqualTo(new Shell.Result(0, "no changes\n", ""));
        Files.writeString(folder.resolve("pdl/common/point.xml"), POINT.replace("<int", "<long"));
        assertThat(diff("--since", "HEAD", "pdl/게임.xml")).isEqualTo(new Shell.Result(1, """
                        WIRE-breaking: 'Point.x' is long, and was int (in S_At) [PD040] (old HEAD:pdl/common/point.xml:1:38, new pdl/./common/point.xml:1:39)
                        1 WIRE-breaking, 0 SOURCE-breaking, 0 safe
                        """, ""));
        Files.writeString(folder.resolve("pdl/pdl.lock"), "8 S_At\n");
        assertThat(diff("--since=v1", "pdl/게임.xml").out()).contains("'S_At' has the id 8, and had 7 [PD012]");
    }

    @Test
    void foldersAreThoseOfTheRevision() throws IOException {
        Files.writeString(folder.resolve("pdl/more.xml"), "<PDL><packet name='C_More'/></PDL>");
        assertThat(diff("--since=v1", "pdl").out()).isEqualTo("""
                        SOURCE-breaking: 'C_More' is new, with the id 8 [PD011] (new pdl/more.xml:1:20)
                        0 WIRE-breaking, 1 SOURCE-breaking, 0 safe
                        """);
        assertThat(diff("--since=v1", ".").out()).contains("'C_More' is new");
    }

    /** The packets have the same order and the same ids as on the disk. */
    @Tag("full")
    @Test
    void linksToFoldersAreFollowed() throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("shared"));
        Files.writeString(folder.resolve("shared/b.xml"), "<PDL><packet name='C_Shared'/></PDL>");
        Files.createSymbolicLink(folder.resolve("pdl/a-link"), Path.of("../shared"));
        Files.createSymbolicLink(folder.resolve("pdl/circle"), Path.of("."));
        Files.createSymbolicLink(folder.resolve("pdl/a-common"), Path.of("common"));
        Files.createSymbolicLink(folder.resolve("pdl/nowhere"), Path.of("nothing"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("pdl"));
        commit("v2");
        for (String place : List.of("pdl", "link")) {
            assertThat(diff("--since=v2", place)).isEqualTo(new Shell.Result(0, "no changes\n", ""));
            assertThat(diff("--since=v1", "--against=pdl", place).out()).contains("'C_Shared' is new");
        }
    }

    /** The old path exists only in the revision. */
    @Test
    void filesThatHaveMovedSince() throws IOException, InterruptedException {
        git("mv", "pdl", "protocol");
        assertThat(diff("--since=v1", "--against=pdl", "protocol").out()).isEqualTo("no changes\n");
        assertThat(diff("--since=v1", "--against=pdl/게임.xml", "--old-lock=pdl/pdl.lock", "protocol/게임.xml")
                        .out())
                .isEqualTo("no changes\n");
        assertThat(diff("--since=v1", "--old-lock=ids.lock", "--against=pdl", "protocol"))
                .isEqualTo(new Shell.Result(1, "", "packetwright: there is no such lock in v1: ids.lock\n"));
    }

    @Test
    void aFileThatTheRevisionLacksIsADiagnostic() throws IOException {
        Files.writeString(folder.resolve("new.xml"), POINT);
        Shell.Result result = diff("--since=v1", "new.xml");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("v1:new.xml:1:1: error: there is no such file [PW001]");
        Files.writeString(folder.resolve("pdl/common/point.xml"), POINT.replace("Point", "Place"));
        assertThat(diff("--since=v1", "pdl/게임.xml").err()).startsWith("pdl/게임.xml:3:");
    }

    @Test
    void anUnknownRevision() {
        for (String name : List.of("v9", "-x", "v1:pdl", "v1 --help")) {
            Shell.Result result = diff("--since=" + name, "pdl");
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("packetwright: there is no revision '" + name + "' in the git repository of ")
                    .hasLineCount(1);
        }
    }

    @Test
    void aFolderWithoutARepository(@TempDir Path elsewhere) throws IOException {
        Path file = Files.writeString(elsewhere.resolve("a.xml"), POINT);
        assertThat(diff("--since=v1", file.toString()).err())
                .startsWith("packetwright: " + elsewhere.toRealPath() + " is not in a git repository")
                .hasLineCount(1);
        assertThat(diff("--since=v1", "pdl", file.toString()).err())
                .startsWith("packetwright: " + file + " is not in the git repository ");
    }

    private Shell.Result diff(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "diff";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new Shell(folder).run(all);
    }
}
