package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.csharp.CSharpOptions;
import dev.packetwright.testing.Mono;
import dev.packetwright.testing.NeedsMono;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of the Unity package, and the console client from its sources. */
class SampleTest {
    @TempDir
    private Path folder;

    /** {@code -Dgolden.update=true} rewrites them. */
    @Test
    void thePacketsOfTheSampleAreTheGeneratedOnes() throws IOException {
        Sources pdl = Sources.of(Folders.PROJECT.resolve("pdl/chat.xml"));
        for (GeneratedFile file : Packets.of(pdl, CSharpOptions.DEFAULT.withNamespace("Chat"))) {
            Path checkedIn = Folders.CHAT_CLIENT.resolve(file.path());
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(checkedIn, file.content());
            }
            assertThat(checkedIn).hasContent(file.content());
        }
    }

    /** In an assembly of its own, against as much of Unity as it uses. */
    @NeedsMono
    @Test
    void theSampleCompilesAsInUnity() throws IOException {
        Files.createDirectories(folder.resolve("runtime"));
        Files.createDirectories(folder.resolve("sample"));
        Path runtime = Mono.compile(folder.resolve("runtime"), "-target:library", Scenarios.all(Folders.RUNTIME));
        Mono.compile(
                folder.resolve("sample"),
                "-target:library",
                "-r:" + runtime,
                Scenarios.all(Folders.CHAT_SAMPLE),
                Scenarios.all(Folders.PROJECT.resolve("clients/src/test/unity")));
    }

    @NeedsMono
    @Test
    void theConsoleClientSaysAndHears() throws IOException, InterruptedException {
        try (ChatServer server = ChatServer.start(0)) {
            Process client = new ProcessBuilder(
                            Folders.PROJECT.resolve("examples/chat-csharp/run").toString(),
                            "--port",
                            "" + server.port())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                client.getOutputStream().write("Hello\n\n안녕 😀\n".getBytes(StandardCharsets.UTF_8));
                client.getOutputStream().close();
                String heard = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(heard).isEqualTo("[1] Hello\n[1] \n[1] 안녕 😀\n");
                assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(client.exitValue()).isZero();
            } finally {
                client.destroyForcibly();
            }
        }
    }
}
