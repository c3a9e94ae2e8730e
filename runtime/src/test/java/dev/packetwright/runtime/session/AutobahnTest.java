package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.MessageEcho.InvalidText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Autobahn test suite for WebSocket, as a client of the {@link MessageEcho}. The suite is written in Python 2; Jython
 * runs it out of a Maven plugin that contains it. That plugin itself is not used, because it passes servers that echo bad
 * UTF-8.
 */
@Tag("full")
@Timeout(900)
class AutobahnTest {
    private static final Path JARS = Path.of(System.getProperty("packetwright.autobahn", "target/autobahn"));
    private static final Path PROGRAM = Path.of("src/test/resources/autobahn/run.py");
    private static final int CAP_SECONDS = 400;
    private static final int ALL_CASES = 247;

    /** The suite opens parts of the JDK. */
    private static final List<String> OPENED = List.of("java.lang", "java.io", "sun.nio.ch", "java.nio.channels.spi");

    @TempDir
    private Path folder;

    /** All but the slow cases of large messages. It sends no unmasked frames; {@link WebSocketTest} does. */
    @Test
    void passesAllCases() throws Exception {
        AutobahnReport report = run(InvalidText.REFUSED, "1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "10.*");
        assertThat(report.faults()).isEmpty();
        assertThat(report.cases()).isEqualTo(ALL_CASES);
    }

    @Test
    void failsAServerThatEchoesBadText() throws Exception {
        AutobahnReport report = run(InvalidText.ECHOED, "6.3.*", "6.4.*");
        assertThat(report.cases()).isEqualTo(6);
        assertThat(report.faults()).hasSize(6).allMatch(fault -> fault.contains(": FAILED, "));
    }

    private AutobahnReport run(InvalidText invalidText, String... cases) throws Exception {
        try (MessageEcho echo = MessageEcho.open(invalidText)) {
            Path reports = folder.resolve("reports");
            runSuite(specification(reports, echo.port(), cases));
            return AutobahnReport.of(Files.readString(reports.resolve("index.json")));
        }
    }

    private static String specification(Path reports, int port, String... cases) {
        String list = Arrays.stream(cases).map(each -> '"' + each + '"').collect(Collectors.joining(", "));
        return """
                {
                  "options": {"failByDrop": false},
                  "outdir": "%s",
                  "servers": [{"agent": "packetwright", "url": "ws://127.0.0.1:%d"}],
                  "cases": [%s],
                  "exclude-cases": []
                }""".formatted(reports, port, list);
    }

    private void runSuite(String specification) throws IOException, InterruptedException {
        Path file = folder.resolve("specification.json");
        Files.writeString(file, specification);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        command.addAll(List.of(
                "-Xmx512m",
                "-jar",
                jar("jython-standalone").toString(),
                PROGRAM.toAbsolutePath().toString(),
                jar("autobahntestsuite-maven-plugin").toString(),
                "fuzzingclient",
                file.toString()));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(CAP_SECONDS, TimeUnit.SECONDS);
            assertThat(ended).as(() -> "the suite ends: " + textOf(output)).isTrue();
            assertThat(process.exitValue()).as(() -> textOf(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String textOf(Path output) {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static Path jar(String name) throws IOException {
        try (var files = Files.list(JARS)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " in " + JARS))
                    .toAbsolutePath();
        }
    }
}
