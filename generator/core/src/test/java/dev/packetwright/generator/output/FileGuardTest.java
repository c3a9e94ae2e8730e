package dev.packetwright.generator.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The operating system keeps the lock. In this test, another channel represents another process. */
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

    /** On POSIX systems, a run that closes the guard ends all locks of its process on it. */
    @Test
    void aRunThatWaitsInTheSameProcessDoesNotFreeTheFile() throws IOException {
        Path file = folder.resolve("pdl.lock");
        FileGuard.whileHolding(file, () -> {
            assertThatThrownBy(() -> FileGuard.whileHolding(file, SHORT, () -> "done"))
                    .hasMessageStartingWith("another run is changing");
            assertThat(anotherProcessCanHold(file)).isFalse();
            return "done";
        });
        assertThat(anotherProcessCanHold(file)).isTrue();
    }

    private static boolean anotherProcessCanHold(Path file) throws IOException {
        String classes = Stream.of(FileGuard.class, OtherProcess.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        OtherProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(said).isIn("held", "not held");
            return said.equals("held");
        } finally {
            process.destroy();
        }
    }

    /** Tries to hold a file, and prints whether it succeeded. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] file) {
            String said;
            try {
                said = FileGuard.whileHolding(Path.of(file[0]), SHORT, () -> "held");
            } catch (IOException heldByAnother) {
                said = "not held";
            }
            System.out.println(said);
        }
    }

    /**
     * A run can open the guard before its holder removes it, and lock it afterwards. Other runs would not see that
     * lock.
     */
    @Test
    void aGuardThatItsHolderHasRemovedIsNotTaken() throws IOException {
        Path file = folder.resolve("pdl.lock");
        Path guard = FileGuard.beside(file);
        try (FileChannel opened = FileGuard.whileHolding(file, () -> FileChannel.open(guard))) {
            assertThat(guard).doesNotExist();
            ByteBuffer mark = ByteBuffer.allocate(2);
            opened.read(mark);
            Files.write(guard, Arrays.copyOf(mark.array(), mark.position())); // the file that the run has opened
        }
        assertThatThrownBy(() -> FileGuard.whileHolding(file, SHORT, () -> "done"))
                .hasMessageStartingWith("another run is changing");
        Files.delete(guard);
        assertThat(FileGuard.<String>whileHolding(file, SHORT, () -> "done")).isEqualTo("done");
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
