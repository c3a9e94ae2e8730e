package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
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
    void watchSurvivesABrokenSaveAndSeesImports() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("i.xml"), "<PDL><struct name='V'><int name='x'/></struct></PDL>");
        Files.writeString(pdl, "<PDL><import file='i.xml'/><packet name='C_A'><V name='v'/></packet></PDL>");
        Process watching = new PackagedCommand(folder).start("generate", "--watch", "-o", "out", "p.xml");
        try (BufferedReader output = watching.inputReader(StandardCharsets.UTF_8)) {
            await(output, "files,");
            Files.writeString(pdl, "<PDL><pac");
            await(output, "PW004");
            Files.writeString(pdl, "<PDL><import file='i.xml'/><packet name='C_B'><V name='v'/></packet></PDL>");
            await(output, "files,");
            assertThat(generated("out")).contains("C_B").doesNotContain("C_A");
            Files.writeString(folder.resolve("i.xml"), "<PDL><struct name='V'><int name='y'/></struct></PDL>");
            await(output, "files,");
            assertThat(Files.readString(folder.resolve("out/packets/V.java"))).contains("int y");
        } finally {
            watching.destroy();
        }
    }

    private static void await(BufferedReader output, String part) throws IOException {
        String line = output.readLine();
        while (line != null && !line.contains(part)) {
            line = output.readLine();
        }
        assertThat(line).as("a line with '%s'", part).isNotNull();
    }

    @Test
    void watchCannotBeCombinedWithSingleRuns() {
        assertThat(run("generate", "--watch", "--check", "p.xml").exitCode()).isEqualTo(2);
        assertThat(run("generate", "--watch", "-").exitCode()).isEqualTo(2);
    }
}
