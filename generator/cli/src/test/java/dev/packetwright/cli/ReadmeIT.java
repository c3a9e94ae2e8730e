package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.Packet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the README as they are written there. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ReadmeIT {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    @TempDir
    private Path folder;

    @Test
    void theExampleRuns() throws IOException, InterruptedException {
        int port = freePort();
        Files.writeString(folder.resolve("hello.xml"), block("xml"));
        Files.writeString(folder.resolve("HelloServer.java"), block("java").replace("7777", String.valueOf(port)));

        Shell.Result generated =
                new PackagedCommand(folder).run("generate", "-p", "hello", "-o", "generated", "hello.xml");
        assertThat(generated.exitCode()).as(generated.err()).isZero();
        run("javac", "-cp", runtime(), "-sourcepath", "generated", "-d", "classes", "HelloServer.java");
        Process server =
                start("java", "-cp", "classes" + System.getProperty("path.separator") + runtime(), "HelloServer");
        try (Socket client = connect(port, server)) {
            client.getOutputStream().write(HexFormat.of().parseHex("0c0001000600410064006100"));
            byte[] answer = client.getInputStream().readNBytes(4 + 2 + 22 + 4);
            assertThat(new String(answer, 6, 22, StandardCharsets.UTF_16LE)).isEqualTo("Hello, Ada!");
            assertThat(answer[answer.length - 4]).as("players online").isEqualTo((byte) 1);
        } finally {
            server.destroyForcibly();
        }
    }

    /** Returns the first block of a language in the section with the example. */
    private static String block(String language) throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("readme")));
        String section = readme.substring(readme.indexOf("## From a PDL to a running handler"));
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(section);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String runtime() {
        return Path.of(Packet.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Tries to connect until the server listens or ends. */
    private static Socket connect(int port, Process server) {
        while (server.isAlive()) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("the server has ended with " + server.exitValue());
    }

    private void run(String tool, String... arguments) throws IOException, InterruptedException {
        assertThat(start(tool, arguments).waitFor()).as(tool).isZero();
    }

    private Process start(String tool, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(JAVA_HOME.resolve("bin").resolve(tool).toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
    }
}
