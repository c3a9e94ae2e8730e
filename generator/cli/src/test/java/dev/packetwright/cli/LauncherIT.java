package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks the distribution and runs its launcher for POSIX shells. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LauncherIT {
    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    private Path folder;

    private Path unpacked = Path.of("");

    @BeforeEach
    void unpack() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "a POSIX file system");
        unpacked = Files.createDirectories(folder.resolve("my tools"));
        Path zip = Path.of(System.getProperty("distribution"));
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
                var entries = Files.walk(files.getPath("/"))) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                Path path = entry.subpath(1, entry.getNameCount());
                Path target = unpacked.resolve(path.toString());
                Files.createDirectories(target.getParent());
                Files.copy(entry, target, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(entry));
            }
        }
    }

    @Test
    void theDistributionHasLaunchersTheJarAndTheLicense() {
        assertThat(unpacked.resolve("bin/packetwright")).isExecutable();
        assertThat(unpacked.resolve("bin/packetwright.cmd")).content().contains("\r\n");
        assertThat(unpacked.resolve("lib/packetwright.jar")).hasSameBinaryContentAs(PackagedCommand.jar());
        assertThat(unpacked.resolve("LICENSE")).exists();
    }

    @Test
    void theLauncherPassesArgumentsAndTheExitCode() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("a b.xml"), "<PDL><packet name='A'><int name='x'/></packet></PDL>");
        String launcher = unpacked.resolve("bin/packetwright").toString();
        assertThat(run(Map.of("JAVA_HOME", JAVA_HOME), launcher, "generate", "-o", "my out", "a b.xml"))
                .isZero();
        assertThat(folder.resolve("my out/packets/A.java")).exists();
        assertThat(run(Map.of("JAVA_HOME", JAVA_HOME), launcher, "check", "none.xml"))
                .isEqualTo(1);
        assertThat(output()).contains("none.xml:1:1: error:");
        assertThat(run(Map.of("JAVA_HOME", JAVA_HOME), launcher, "generat")).isEqualTo(2);
    }

    @Test
    void theLauncherWorksThroughLinks() throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("first"), unpacked.resolve("bin/packetwright"));
        Files.createDirectory(folder.resolve("bin"));
        Path second = Files.createSymbolicLink(folder.resolve("bin/second"), Path.of("../first"));
        assertThat(run(Map.of("JAVA_HOME", JAVA_HOME), second.toString(), "--version"))
                .isZero();
        assertThat(output()).startsWith("packetwright ");
    }

    @Tag("full")
    @Test
    void withoutJavaHomeTheJavaInThePathRuns() throws IOException, InterruptedException {
        String path = JAVA_HOME + "/bin:" + System.getenv("PATH");
        String launcher = unpacked.resolve("bin/packetwright").toString();
        assertThat(run(Map.of("PATH", path, "JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1"), launcher, "--version"))
                .isZero();
        assertThat(output()).startsWith("packetwright ");
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws IOException, InterruptedException {
        String launcher = unpacked.resolve("bin/packetwright").toString();
        assertThat(run(Map.of("JAVA_HOME", "/no such java"), launcher, "--version"))
                .isEqualTo(69);
        assertThat(output()).isEqualTo("packetwright: there is no Java in JAVA_HOME: /no such java\n");
    }

    private int run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
    }
}
