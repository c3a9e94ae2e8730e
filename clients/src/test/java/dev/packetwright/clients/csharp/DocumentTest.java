package dev.packetwright.clients.csharp;

import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.csharp.CSharpOptions;
import dev.packetwright.testing.Mono;
import dev.packetwright.testing.NeedsMono;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the session and the component of docs/csharp.md. */
@NeedsMono
class DocumentTest {
    @TempDir
    private Path folder;

    @Test
    void theSessionAndTheComponentCompile() throws IOException {
        String document = Files.readString(Folders.PROJECT.resolve("docs/csharp.md"));
        byte[] pdl = block(document, "xml", "").getBytes(StandardCharsets.UTF_8);
        Packets.write(Sources.of(new PdlInput("game.xml", pdl)), CSharpOptions.DEFAULT, folder);
        String session = block(document, "csharp", "class PlayerSession");
        Files.writeString(folder.resolve("Session.cs"), session);
        String component = block(document, "csharp", "class Network");
        Files.writeString(folder.resolve("Network.cs"), "using Packetwright;\nusing UnityEngine;\n" + component);
        Mono.compile(
                folder,
                "-target:library",
                Scenarios.all(Folders.RUNTIME),
                Scenarios.all(Folders.PROJECT.resolve("clients/src/test/unity")));
    }

    /** The first block of a language that contains a text. */
    private static String block(String document, String language, String part) {
        Matcher blocks = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(document);
        while (blocks.find()) {
            if (blocks.group(1).contains(part)) {
                return blocks.group(1);
            }
        }
        throw new AssertionError("no block of " + language + " with " + part);
    }
}
