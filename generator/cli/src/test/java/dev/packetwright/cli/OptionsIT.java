package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the options of {@code generate} and {@code check}. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OptionsIT {
    private static final String PDL = "<PDL><packet name='C_A'></packet><packet name='S_B'></packet></PDL>";

    @TempDir
    private Path folder;

    private Path pdl;

    @BeforeEach
    void write() throws IOException {
        pdl = Files.writeString(folder.resolve("p.xml"), PDL);
    }

    private Shell.Result run(String... arguments) {
        return new Shell(folder).run(arguments);
    }

    private List<String> generated(String output) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(output).resolve("packets"))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "server, ServerPacketHandler, ServerPacketManager, ClientPacketHandler",
        "client, ClientPacketHandler, ClientPacketManager, ServerPacketHandler"
    })
    void aSideHasItsOwnHandlerAndAllPackets(String side, String handler, String manager, String other)
            throws IOException {
        assertThat(run("generate", "--side=" + side, "-o", "out", "p.xml").exitCode())
                .isZero();
        assertThat(generated("out"))
                .contains("C_A", "S_B", "PacketId", handler, manager)
                .doesNotContain(other);
        assertThat(run("generate", "-o", "out", "p.xml").exitCode()).isZero();
        assertThat(generated("out")).contains(handler, other);
    }

    @Test
    void viewsExistOnlyWithTheirOption() throws IOException {
        assertThat(run("generate", "--views", "-o", "out", "p.xml").exitCode()).isZero();
        assertThat(generated("out")).contains("C_A", "C_AView", "S_BView");
        assertThat(run("generate", "--check", "-o", "out", "p.xml").exitCode()).isEqualTo(1);
        assertThat(run("generate", "-o", "out", "p.xml").exitCode()).isZero();
        assertThat(generated("out")).contains("C_A").doesNotContain("C_AView", "S_BView");
    }

    @Test
    void buildersExistFromTheGivenNumberOfMembers() throws IOException {
        Files.writeString(pdl, "<PDL><packet name='C_A'><int name='a'/></packet></PDL>");
        assertThat(run("generate", "-o", "out", "p.xml").exitCode()).isZero();
        Path packet = folder.resolve("out/packets/C_A.java");
        assertThat(packet).content().doesNotContain("Builder");
        assertThat(run("generate", "--builders-from", "1", "-o", "out", "p.xml").exitCode())
                .isZero();
        assertThat(packet).content().contains("class Builder");
        Shell.Result none = run("generate", "--builders-from", "0", "-o", "out", "p.xml");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("--builders-from must be at least 1");
    }

    @Test
    void sourcesAreAsciiUnlessTheCompilerReadsUtf8() throws IOException {
        Files.writeString(pdl, "<PDL><!-- \uc774\ub3d9 --><packet name='C_A'><int name='a'/></packet></PDL>");
        Path packet = folder.resolve("out/packets/C_A.java");
        assertThat(run("generate", "-o", "out", "p.xml").exitCode()).isZero();
        assertThat(packet).content().contains("\\uc774\\ub3d9");
        assertThat(run("generate", "--encoding", "utf-8", "-o", "out", "p.xml").exitCode())
                .isZero();
        assertThat(packet).content().contains("\uc774\ub3d9");
        assertThat(run("generate", "--encoding", "x-nothing", "-o", "out", "p.xml")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void theAnnotationOfJspecifyExistsOnlyWithItsOption() throws IOException {
        Path packet = folder.resolve("out/packets/C_A.java");
        assertThat(run("generate", "-o", "out", "p.xml").exitCode()).isZero();
        assertThat(packet).content().doesNotContain("jspecify");
        assertThat(run("generate", "--null-marked", "-o", "out", "p.xml").exitCode())
                .isZero();
        assertThat(packet).content().contains("import org.jspecify.annotations.NullMarked;", "@NullMarked\n");
    }

    @Test
    void aLockBesideThePdlIsKeptAndChecked() throws IOException {
        assertThat(run("generate", "--lock", "pdl.lock", "-o", "out", "p.xml").exitCode())
                .isZero();
        String first = Files.readString(folder.resolve("pdl.lock"));
        assertThat(first).endsWith("1 C_A\n2 S_B\n");

        Files.writeString(pdl, PDL.replace("<PDL>", "<PDL><packet name='C_New'></packet>"));
        Shell.Result checked = run("check", "p.xml");
        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.err()).contains("p.xml:1:20: error: 'C_New' is not in pdl.lock [PW032]");
        Shell.Result compared = run("generate", "--check", "-o", "out", "p.xml");
        assertThat(compared.exitCode()).isEqualTo(1);
        assertThat(compared.out()).contains("write pdl.lock");
        assertThat(Files.readString(folder.resolve("pdl.lock"))).isEqualTo(first);

        assertThat(run("generate", "-o", "out", "p.xml").exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("pdl.lock"))).isEqualTo(first + "3 C_New\n");
        assertThat(run("check", "p.xml").exitCode()).isZero();
        assertThat(run("generate", "--check", "-o", "out", "p.xml").exitCode()).isZero();
    }

    private Shell.Result runWhere(Map<String, String> environment, String... arguments) {
        return new PackagedCommand(folder, environment).run(arguments);
    }

    @Test
    void linesAddedToTheLockAreTold() throws IOException {
        assertThat(run("generate", "--lock", "pdl.lock", "-o", "out", "p.xml").out())
                .contains("pdl.lock: added 1 C_A\npdl.lock: added 2 S_B\n");
        Files.writeString(pdl, PDL.replace("<PDL>", "<PDL package='other'>"));
        assertThat(run("generate", "-o", "out", "p.xml").out()).doesNotContain("added");
    }

    @Tag("full")
    @Test
    void aFrozenLockIsNotChanged() throws IOException {
        String before = "1 C_A\n";
        Path lock = Files.writeString(folder.resolve("pdl.lock"), before);
        Shell.Result frozen = run("generate", "--frozen-lock", "-o", "out", "p.xml");
        assertThat(frozen.exitCode()).isEqualTo(1);
        assertThat(frozen.err())
                .isEqualTo("packetwright: pdl.lock is frozen and lacks a packet; generate where it is not frozen and"
                        + " commit the lock, or add:\n2 S_B\n");
        assertThat(lock).hasContent(before);
        assertThat(folder.resolve("out")).doesNotExist();

        Map<String, String> integration = Map.of("CI", "true");
        assertThat(runWhere(integration, "generate", "-o", "out", "p.xml").err())
                .contains("2 S_B");
        assertThat(lock).hasContent(before);
        assertThat(runWhere(integration, "generate", "--no-frozen-lock", "-o", "out", "p.xml")
                        .exitCode())
                .isZero();
        assertThat(lock).content().endsWith("1 C_A\n2 S_B\n");
        assertThat(runWhere(integration, "generate", "-o", "other", "p.xml").exitCode())
                .isZero();
    }

    /** A comparison writes no lock, so a frozen lock gives the same result. */
    @Test
    void aComparisonIsTheSameWithAFrozenLock() throws IOException {
        Path lock = Files.writeString(folder.resolve("pdl.lock"), "1 C_A\n");
        Shell.Result extending = run("generate", "--check", "--no-frozen-lock", "-o", "out", "p.xml");
        assertThat(extending.exitCode()).isEqualTo(1);
        assertThat(extending.out()).contains("write pdl.lock\n");
        assertThat(run("generate", "--check", "--frozen-lock", "-o", "out", "p.xml"))
                .isEqualTo(extending);
        assertThat(lock).hasContent("1 C_A\n");
    }

    @Test
    void aRenamedPacketNamesTheLineToChange() throws IOException {
        Path lock = Files.writeString(folder.resolve("pdl.lock"), "1 C_A\n2 S_B\n");
        Files.writeString(pdl, PDL.replace("S_B", "S_New"));
        for (String[] command : List.of(new String[] {"check", "p.xml"}, new String[] {"generate", "p.xml"})) {
            Shell.Result result = run(command);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .contains(
                            "error: 'S_New' is not in pdl.lock; it may be a new name of 'S_B', which is no longer in the"
                                    + " PDL [PW032]")
                    .contains("note: pdl.lock:2:1: the line of 'S_B'", "change the line '2 S_B' to '2 S_New'");
        }
        Files.writeString(lock, "1 C_A\n2 S_New\n");
        assertThat(run("generate", "p.xml").exitCode()).isZero();
        assertThat(lock).hasContent("1 C_A\n2 S_New\n");
    }

    /** The messages do not suggest new lines, because new lines would give the packets new ids. */
    @Test
    void aFrozenLockNamesAllPacketsThatMayBeRenamed() throws IOException {
        Path lock = Files.writeString(folder.resolve("pdl.lock"), "1 C_A\n2 S_B\n");
        Files.writeString(pdl, PDL.replace("C_A", "C_Alpha").replace("S_B", "S_Beta"));
        for (String option : List.of("--frozen-lock", "--no-frozen-lock", "--check")) {
            Shell.Result result = run("generate", option, "p.xml");
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .contains("change the line '1 C_A' to '1 C_Alpha'", "change the line '2 S_B' to '2 S_Beta'")
                    .doesNotContain("or add:");
            assertThat(lock).hasContent("1 C_A\n2 S_B\n");
        }
    }

    @Test
    void withoutALockChangedIdsAreTold() throws IOException {
        run("generate", "-o", "out", "p.xml");
        Files.writeString(pdl, PDL.replace("<PDL>", "<PDL><packet name='C_New'></packet>"));
        assertThat(run("generate", "-o", "out", "p.xml").out())
                .contains("packets have another id than in the last run: C_A (1, now 2), S_B (2, now 3); peers in use");
    }

    /** Each process adds packets of its own direction, which cannot be renamed packets of the other one. */
    @Tag("full")
    @Test
    void processesAtOnceNeverGiveOneIdTwice() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (String name : List.of("C_", "S_")) {
            Files.writeString(folder.resolve(name + ".xml"), PDL.replace("name='", "name='" + name));
            processes.add(new PackagedCommand(folder)
                    .start("generate", "--no-frozen-lock", "--lock", "ids.lock", "-o", name, name + ".xml"));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(Files.readAllLines(folder.resolve("ids.lock")).stream().filter(line -> !line.startsWith("#")))
                .hasSize(4)
                .allMatch(line -> line.matches("[1-4] [CS]_(C_A|S_B)"));
    }

    /** Links that form a circle cause no error, and no file is read twice. */
    @Test
    void linksToFoldersAreFollowed() throws IOException {
        Path real = folder.resolve("real");
        Files.createDirectories(real.resolve("more"));
        Files.writeString(real.resolve("a.xml"), PDL);
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.writeString(shared.resolve("b.xml"), "<PDL><packet name='C_Shared'></packet></PDL>");
        Files.createSymbolicLink(real.resolve("more/shared"), shared);
        Files.createSymbolicLink(shared.resolve("back"), real);
        for (String name : List.of("circle", "another", "more/third")) {
            Files.createSymbolicLink(real.resolve(name), real);
        }
        Files.createSymbolicLink(real.resolve("itself"), Path.of("itself"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
        assertThat(run("generate", "-o", "out", "link").exitCode()).isZero();
        assertThat(generated("out")).contains("C_A", "S_B", "C_Shared");
        assertThat(run("check", "link")).isEqualTo(new Shell.Result(0, "", ""));
        assertThat(run("diff", "real", "link").out()).isEqualTo("no changes\n");
        assertThat(run("encode", "link", "C_Shared", "{}").out()).isEqualTo("04000300\n");
        assertThat(run("decode", "link", "04000300").out()).contains("C_Shared");
        Shell.Result itself = run("check", "real/itself");
        assertThat(itself.exitCode()).isEqualTo(1);
        assertThat(itself.err()).startsWith("real/itself:1:1: error: ").doesNotContain("\tat ");
    }

    /** The format is described in docs/diagnostics.md. */
    @Test
    void jsonDiagnosticsAreOneObjectPerLine() throws IOException {
        Files.writeString(pdl, "<PDL>\n<packet name='A'><strng name='이'/></packet>\n<packet name='A'></packet></PDL>");
        Shell.Result result = run("check", "--diagnostics=json", "p.xml");
        assertThat(result.exitCode()).isEqualTo(1);
        List<String> lines = result.err().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly(
                        "code",
                        "severity",
                        "file",
                        "line",
                        "column",
                        "endLine",
                        "endColumn",
                        "message",
                        "help",
                        "notes");
        assertThat(first.get("code").asText()).isEqualTo("PW012");
        assertThat(first.get("line").asInt()).isEqualTo(2);
        assertThat(first.get("column").asInt()).isEqualTo(18);
        assertThat(first.get("endColumn").asInt()).isEqualTo(35);
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.get("notes").get(0).get("line").asInt()).isEqualTo(2);
    }

    @Test
    void watchCannotBeCombinedWithSingleRuns() {
        assertThat(run("generate", "--watch", "--check", "p.xml").exitCode()).isEqualTo(2);
        assertThat(run("generate", "--watch", "-").exitCode()).isEqualTo(2);
    }
}
