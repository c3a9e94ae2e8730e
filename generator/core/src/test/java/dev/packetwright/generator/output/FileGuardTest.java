package dev.packetwright.generator.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time holds a file. */
class FileGuardTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    @Test
    void theGuardIsGoneAfterwards() throws IOException {
        Path file = folder.resolve("new/pdl.lock");
        Path guard = FileGuard.beside(file);
        assertThat(FileGuard.<Boolean>whileHolding(file, () -> Files.exists(guard)))
                .isTrue();
        assertThat(guard).doesNotExist();
    }

    @Test
    void theGuardIsGoneAfterAFailure() {
        assertThatThrownBy(() -> FileGuard.whileHolding(folder.resolve("pdl.lock"), () -> {
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRunDoesNotWaitForEver() {
        Path file = folder.resolve("pdl.lock");
        assertThatThrownBy(() -> FileGuard.whileHolding(
                        file, () -> FileGuard.whileHolding(file, SHORT, () -> "a second run inside of the first")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("another run is changing " + file)
                .hasMessageEndingWith("run again when it has ended");
    }

    /** The operating system knows the lock; here, another channel stands for another process. */
    @Test
    void anotherProcessHoldsTheFile() throws IOException {
        Path file = folder.resolve("pdl.lock");
        try (FileChannel other =
                FileChannel.open(FileGuard.beside(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(other.lock()).isNotNull();
            assertThatThrownBy(() -> FileGuard.whileHolding(file, SHORT, () -> "done"))
                    .hasMessageStartingWith("another run is changing");
        }
    }

    @Test
    void aGuardThatAKilledRunLeftIsTakenOver() throws IOException {
        Path file = folder.resolve("pdl.lock");
        Files.createFile(FileGuard.beside(file));
        assertThat(FileGuard.<String>whileHolding(file, SHORT, () -> "done")).isEqualTo("done");
        assertThat(FileGuard.beside(file)).doesNotExist();
    }

    @Test
    void allLinksToAFileHaveOneGuard() throws IOException {
        Path file = Files.createFile(folder.resolve("pdl.lock"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("ids"), file);
        assertThat(FileGuard.beside(link)).isEqualTo(FileGuard.beside(file));
    }
}
