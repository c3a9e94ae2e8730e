package dev.packetwright.clients.csharp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Places in the project. */
final class Folders {
    static final Path PROJECT = project();
    static final Path PACKAGE = PROJECT.resolve("clients/csharp");
    static final Path RUNTIME = PACKAGE.resolve("Runtime");
    static final Path CHAT_SAMPLE = PACKAGE.resolve("Samples~/Chat");
    static final Path CHAT_CLIENT = CHAT_SAMPLE.resolve("Client");

    private Folders() {}

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("clients/csharp"))) {
            folder = Objects.requireNonNull(folder.getParent(), "the project");
        }
        return folder;
    }
}
