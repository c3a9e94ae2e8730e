package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code --depfile} and {@code --artifact}, the options for build tools. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DepfileIT {
    private static final String STRUCT = "<PDL><struct name=\"V\"><int name=\"x\"/></struct></PDL>\n";
    private static final String USE = "<packet name=\"P\"><V name=\"v\"/></packet></PDL>\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("common.xml"), STRUCT);
        Files.writeString(folder.resolve("chat.xml"), "<PDL><import file=\"common.xml\"/>" + USE);
    }

    @Test
    void namesTheFilesWithTheirImportsAndTheLock() throws IOException {
        Files.writeString(folder.resolve("pdl.lock"), "");
        assertThat(run("generate", "--depfile", "out/packets.d", "chat.xml").exitCode())
                .isZero();
        assertThat(written("out/packets.d").lines())
                .containsExactly(
                        "out/packets.d: \\",
                        " chat.xml \\",
                        " common.xml \\",
                        " pdl.lock",
                        "",
                        "chat.xml:",
                        "",
                        "common.xml:",
                        "",
                        "pdl.lock:");
    }

    @Test
    void theTargetCanBeGiven() throws IOException {
        run("generate", "--depfile", "packets.d", "--depfile-target", "packets.stamp", "chat.xml");
        assertThat(written("packets.d")).startsWith("packets.stamp: \\\n chat.xml \\\n");
    }

    @Test
    void anErrorLeavesTheDepfileUnchanged() throws IOException {
        Files.writeString(folder.resolve("common.xml"), "<PDL>");
        assertThat(run("generate", "--depfile", "packets.d", "chat.xml").exitCode())
                .isEqualTo(ExitCodes.FINDINGS);
        assertThat(folder.resolve("packets.d")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--check", "--dry-run", "--depfile-target=x --check"})
    void optionsThatWriteNothingRefuseADepfile(String options) {
        List<String> arguments = List.of(("generate --depfile packets.d chat.xml " + options).split(" "));
        assertThat(run(arguments.toArray(String[]::new)).exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run("generate", "--depfile-target", "x", "chat.xml").exitCode())
                .isEqualTo(ExitCodes.USAGE);
        assertThat(folder.resolve("packets.d")).doesNotExist();
    }

    @Test
    void namesThatMakeCannotWriteAreRefused() throws IOException {
        Files.move(folder.resolve("chat.xml"), folder.resolve("a;b.xml"));
        Shell.Result result = run("generate", "--depfile", "packets.d", "a;b.xml");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FINDINGS);
        assertThat(result.err()).contains("a depfile cannot name the file 'a;b.xml'");
        assertThat(folder.resolve("packets.d")).doesNotExist();
    }

    /** Uses the example of docs/build-tools.md: Make runs the command only if an import has changed. */
    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"common", "a b"})
    void makeRunsTheCommandOnlyAfterAChange(String name) throws IOException, InterruptedException {
        assertMakeFollows(name);
    }

    /** The same with file names that contain special characters of Make. */
    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"c#1", "d$e", "co:lon", "star*", "per%cent"})
    void makeAcceptsSpecialCharactersInNames(String name) throws IOException, InterruptedException {
        assertMakeFollows(name);
    }

    private void assertMakeFollows(String name) throws IOException, InterruptedException {
        assumeTrue(isThere("make"), "make");
        String imported = name + ".xml";
        Files.move(folder.resolve("common.xml"), folder.resolve(imported));
        Files.writeString(folder.resolve("chat.xml"), "<PDL><import file=\"" + imported + "\"/>" + USE);
        Files.writeString(folder.resolve("Makefile"), """
                generated/packets.d: chat.xml
                \t@echo generating
                \t@$(PACKETWRIGHT) generate --depfile $@ -o generated chat.xml

                -include generated/packets.d
                """);
        assertThat(make()).contains("generating");
        assertThat(make()).doesNotContain("generating");
        Files.writeString(folder.resolve(imported), STRUCT.replace("\"x\"", "\"y\""));
        touchAfter(folder.resolve(imported), folder.resolve("generated/packets.d"));
        assertThat(make()).contains("generating");
        assertThat(folder.resolve("generated/packets/V.java")).content().contains("int y");
        Files.delete(folder.resolve(imported));
        Files.writeString(folder.resolve("chat.xml"), "<PDL><packet name=\"P\"></packet></PDL>");
        touchAfter(folder.resolve("chat.xml"), folder.resolve("generated/packets.d"));
        assertThat(make()).contains("generating");
        assertThat(folder.resolve("generated/packets/V.java")).doesNotExist();
    }

    private static void touchAfter(Path file, Path other) throws IOException {
        FileTime time = Files.getLastModifiedTime(other);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 1));
    }

    @Test
    void anImportFromAnArtifactIsReadFromTheGivenJar() throws IOException {
        Files.writeString(
                folder.resolve("chat.xml"), "<PDL><import artifact=\"com.example:common\" file=\"common.xml\"/>" + USE);
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(folder.resolve("common.jar")))) {
            jar.putNextEntry(new ZipEntry("META-INF/packetwright/common.xml"));
            jar.write(Files.readAllBytes(folder.resolve("common.xml")));
        }
        Shell.Result without = run("generate", "chat.xml");
        assertThat(without.exitCode()).isEqualTo(ExitCodes.FINDINGS);
        assertThat(without.err())
                .contains("chat.xml:1:24: error: no jar is known for the artifact com.example:common [PW001]")
                .contains("help: give it with --artifact com.example:common=JAR");
        Shell.Result with =
                run("generate", "--artifact", "com.example:common=common.jar", "--depfile", "packets.d", "chat.xml");
        assertThat(with.exitCode()).as(with.err()).isZero();
        assertThat(folder.resolve("generated/packets/V.java")).exists();
        assertThat(written("packets.d")).contains(" common.jar\n");
    }

    private String written(String depfile) throws IOException {
        return new Shell(folder).relative(Files.readString(folder.resolve(depfile)));
    }

    private Shell.Result run(String... arguments) {
        return new Shell(folder).run(arguments);
    }

    private String make() throws IOException, InterruptedException {
        Path log = folder.resolve("make.log");
        ProcessBuilder make = new ProcessBuilder("make")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        String jar = Path.of(System.getProperty("packetwright.jar", ""))
                .toAbsolutePath()
                .toString();
        make.environment()
                .put(
                        "PACKETWRIGHT",
                        ProcessHandle.current().info().command().orElseThrow() + " -XX:TieredStopAtLevel=1 -jar '" + jar
                                + "'");
        Process process = make.start();
        boolean hasEnded = process.waitFor(30, TimeUnit.SECONDS);
        process.destroyForcibly();
        String output = Files.readString(log);
        assertThat(hasEnded && process.exitValue() == 0).as(output).isTrue();
        return output;
    }

    private static boolean isThere(String tool) throws InterruptedException {
        try {
            return new ProcessBuilder(tool, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
