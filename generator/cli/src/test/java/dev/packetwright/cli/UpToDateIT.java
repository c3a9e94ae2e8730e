package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A second run of {@code generate} does nothing if nothing would change; otherwise it generates again. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UpToDateIT {
    private static final String RESTED = "generated: 10 files, all up to date\n";
    private static final String[] COMMAND = {
        "generate", "--lock", "ids.lock", "--artifact", "com.example:far=far.jar", "chat.xml"
    };

    @TempDir
    private Path folder;

    @BeforeEach
    void generate() throws IOException {
        write("near.xml", "<PDL><struct name='Near'><int name='x'/></struct></PDL>");
        write("chat.xml", """
                <PDL>
                  <import file='near.xml'/>
                  <import artifact='com.example:far' file='far.xml'/>
                  <packet name='C_Chat'><Near name='near'/><Far name='far'/></packet>
                </PDL>
                """);
        writeArtifact("x");
        assertThat(run(COMMAND).out())
                .isEqualTo("generated: 10 files, 10 of them written; 0 removed\nids.lock: added 1 C_Chat\n");
    }

    @Test
    void doesNothingIfNothingHasChanged() throws IOException {
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(folder.resolve("generated/packets/C_Chat.java"), longAgo);
        Files.setLastModifiedTime(folder.resolve("chat.xml"), FileTime.fromMillis(4_000_000_000_000L));
        Map<String, String> before = tree();
        Shell.Result again = run(COMMAND);
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).isEqualTo(RESTED);
        assertThat(again.err()).isEmpty();
        assertThat(tree()).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(folder.resolve("generated/packets/C_Chat.java")))
                .isEqualTo(longAgo);
    }

    private interface Change {
        void make(UpToDateIT test) throws IOException;
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments("a file", (Change) test -> test.edit("chat.xml", "name='near'", "name='nearer'")),
                arguments("what it imports", (Change) test -> test.edit("near.xml", "int", "long")),
                arguments("what it imports from afar", (Change) test -> test.writeArtifact("y")),
                arguments("the lock", (Change) test -> test.edit("ids.lock", "1", "7")),
                arguments("no lock", (Change) test -> test.delete("ids.lock")),
                arguments("a source", (Change) test -> test.edit("generated/packets/C_Chat.java", "int", "lnt")),
                arguments("no source", (Change) test -> test.delete("generated/packets/Near.java")),
                arguments("half a record", (Change) test -> test.edit(recordFile(), "end\n", "")),
                arguments("no record", (Change) test -> test.delete(recordFile())));
    }

    private static String recordFile() {
        return "generated/.packetwright/packets-receipt";
    }

    /** Compares the result with that of a run without an earlier run. */
    @ParameterizedTest
    @MethodSource("changes")
    void generatesIfSomethingHasChanged(String what, Change change) throws IOException {
        change.make(this);
        Shell.Result again = run(COMMAND);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("of them written");
        assertThat(run(COMMAND).out()).isEqualTo(RESTED);
        Map<String, String> grown = tree();
        deleteTree();
        assertThat(run(COMMAND).out()).contains("10 of them written");
        assertThat(grown).isEqualTo(tree());
    }

    static Stream<Arguments> wishes() {
        return Stream.of(
                arguments(List.of("--views"), 13),
                arguments(List.of("--side", "server"), 8),
                arguments(List.of("-p", "other"), 10),
                arguments(List.of("--builders-from", "1"), 10),
                arguments(List.of("near.xml"), 10));
    }

    /** Each request replaces the files and the record of the previous request. */
    @ParameterizedTest
    @MethodSource("wishes")
    void generatesForAnotherRequest(List<String> wish, int files) throws IOException {
        List<String> other = new ArrayList<>(List.of(COMMAND));
        other.addAll(wish);
        String[] otherCommand = other.toArray(String[]::new);
        assertThat(run(otherCommand).out()).contains(files + " files").contains("of them written");
        assertThat(run(otherCommand).out()).isEqualTo("generated: " + files + " files, all up to date\n");
        assertThat(run(COMMAND).exitCode()).isZero();
        Map<String, String> back = tree();
        deleteTree();
        run(otherCommand);
        run(COMMAND);
        assertThat(back).isEqualTo(tree());
    }

    /**
     * If a run fails, the next run removes the files that the failed run added, although its own files all exist
     * already.
     */
    @Test
    void aRecordIsDiscardedByTheNextRun() throws IOException {
        String[] forServers = {"generate", "-o", "out", "--side", "server", "plain.xml"};
        write("plain.xml", "<PDL><packet name='A'><int name='x'/></packet></PDL>");
        run(forServers);
        assertThat(run(forServers).out()).contains("all up to date");
        Files.createSymbolicLink(folder.resolve("dangling.lock"), folder.resolve("no such folder/ids.lock"));
        Shell.Result failed = run("generate", "-o", "out", "--lock", "dangling.lock", "plain.xml");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("out/packets/ClientPacketHandler.java")).exists();
        assertThat(run(forServers).out()).contains("2 removed");
        assertThat(folder.resolve("out/packets/ClientPacketHandler.java")).doesNotExist();
    }

    @Test
    void everyRunReportsWarnings() throws IOException {
        write("odd.xml", "<PDL><packet name='A'/><packet name='B'/></PDL>");
        for (int run = 0; run < 2; run++) {
            Shell.Result result = run("generate", "-o", "odd", "odd.xml");
            assertThat(result.err()).contains("[PW101]");
            assertThat(result.out()).contains("of them written");
        }
    }

    @Test
    void everyRunReadsStandardInput() {
        for (String name : List.of("A", "A", "B")) {
            Shell.Result result = new Shell(folder)
                    .with("<PDL><packet name='" + name + "'><int name='x'/></packet></PDL>")
                    .run("generate", "-o", "piped", "-");
            assertThat(result.out()).contains("of them written");
            assertThat(folder.resolve("piped/packets/" + name + ".java")).exists();
        }
    }

    /** A check compares the files and does not use the record. */
    @ParameterizedTest
    @ValueSource(strings = {"--check", "--dry-run"})
    void aCheckIgnoresTheRecord(String option) throws IOException {
        String digests = Files.readString(folder.resolve(recordFile()));
        write(
                recordFile(),
                digests.lines().filter(line -> !line.contains("wrote")).toList());
        delete("generated/packets/Near.java");
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.add(option);
        Shell.Result result = run(command.toArray(String[]::new));
        assertThat(result.out()).contains("write " + Path.of("generated/packets/Near.java"));
        assertThat(result.exitCode()).isEqualTo(option.equals("--check") ? 1 : 0);
    }

    @Test
    void everyRunWritesTheDepfile() throws IOException {
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(List.of("--depfile", "packets.d"));
        run(command.toArray(String[]::new));
        String depfile = Files.readString(folder.resolve("packets.d"));
        delete("packets.d");
        run(command.toArray(String[]::new));
        assertThat(Files.readString(folder.resolve("packets.d"))).isEqualTo(depfile);
    }

    /** Snapshot versions are distinguished by their content. */
    @Tag("full")
    @Test
    void anotherGeneratorIgnoresTheRecord() throws IOException {
        new PackagedCommand(folder).run(COMMAND);
        Path other =
                Files.copy(PackagedCommand.jar(), folder.resolve("other.jar"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(new PackagedCommand(folder).of(other).run(COMMAND).out()).isEqualTo(RESTED);
        try (var jar = FileSystems.newFileSystem(other)) {
            Files.writeString(jar.getPath("another"), "another");
        }
        assertThat(new PackagedCommand(folder).of(other).run(COMMAND).out()).contains("0 of them written");
        assertThat(new PackagedCommand(folder).of(other).run(COMMAND).out()).isEqualTo(RESTED);
        assertThat(new PackagedCommand(folder).run(COMMAND).out()).contains("0 of them written");
    }

    /** A run does not delete or write a record through a link that leads out of the output folder. */
    @Test
    void recordsAreKeptWithinTheOutputFolder() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path foreign = Files.writeString(elsewhere.resolve("packets-receipt"), "theirs");
        Files.createDirectory(folder.resolve("linked"));
        Files.createSymbolicLink(folder.resolve("linked/.packetwright"), elsewhere);
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(List.of("-o", "linked"));
        Shell.Result result = run(command.toArray(String[]::new));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("leads out of the output folder");
        assertThat(foreign).hasContent("theirs");
    }

    private void writeArtifact(String member) throws IOException {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(folder.resolve("far.jar")))) {
            jar.putNextEntry(new ZipEntry("META-INF/packetwright/far.xml"));
            jar.write(("<PDL><struct name='Far'><int name='" + member + "'/></struct></PDL>")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }

    private void write(String file, List<String> lines) throws IOException {
        Files.write(folder.resolve(file), lines);
    }

    private void edit(String file, String from, String to) throws IOException {
        String content = Files.readString(folder.resolve(file));
        assertThat(content).contains(from);
        write(file, content.replace(from, to));
    }

    private void delete(String file) throws IOException {
        Files.delete(folder.resolve(file));
    }

    private void deleteTree() throws IOException {
        for (String file : tree().keySet()) {
            Files.delete(folder.resolve("generated").resolve(file));
        }
    }

    private Shell.Result run(String... arguments) {
        return new Shell(folder).run(arguments);
    }

    /** Returns all files, including those of Packetwright itself. */
    private Map<String, String> tree() throws IOException {
        Path root = folder.resolve("generated");
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
