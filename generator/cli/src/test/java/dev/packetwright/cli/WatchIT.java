package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code generate --watch}. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WatchIT {
    private static final String PDL = "<PDL><packet name='C_A'></packet><packet name='S_B'></packet></PDL>";

    @TempDir
    private Path folder;

    private Path pdl;

    @BeforeEach
    void write() throws IOException {
        pdl = Files.writeString(folder.resolve("p.xml"), PDL);
    }

    private List<String> generated(String output) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(output).resolve("packets"))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void writesTheOutputOfEveryTarget() throws IOException {
        List<Path> outputs = Stream.of(
                        "out/packets/C_A.java", "page/packets.html", "lua/packets.lua", "cs/GenPackets.cs")
                .map(folder::resolve)
                .toList();
        Process watching = new PackagedCommand(folder)
                .start(
                        "generate",
                        "--watch",
                        "--target=java=out",
                        "--target=html=page",
                        "--target=wireshark=lua",
                        "--target=csharp=cs",
                        "p.xml");
        try (BufferedReader output = watching.inputReader(StandardCharsets.UTF_8)) {
            awaitEach(output, outputs.size());
            assertThat(outputs).allSatisfy(file -> assertThat(file).content().contains("C_A"));
            Files.writeString(pdl, PDL.replace("S_B", "S_Saved"));
            awaitEach(output, outputs.size());
            assertThat(outputs.subList(1, outputs.size()))
                    .allSatisfy(file -> assertThat(file).content().contains("S_Saved"));
            assertThat(generated("out")).contains("S_Saved");
        } finally {
            watching.destroy();
        }
    }

    /**
     * A folder is replaced, for example, by a change of the branch or by a script that unpacks a new folder over the
     * old one.
     */
    @Tag("full")
    @Test
    void survivesAFolderThatIsReplaced() throws IOException, InterruptedException {
        Path watched = Files.createDirectories(folder.resolve("above/pdl"));
        Path file = watched.resolve("p.xml");
        Files.writeString(file, PDL);
        Process watching = new PackagedCommand(folder).start("generate", "--watch", "-o", "out", "above/pdl/p.xml");
        try (BufferedReader output = watching.inputReader(StandardCharsets.UTF_8)) {
            await(output, "files,");
            Files.move(watched, folder.resolve("gone"));
            await(output, "there is no such file");
            Files.createDirectory(watched);
            Files.writeString(file, PDL.replace("C_A", "C_First"));
            await(output, "files,");
            assertThat(generated("out")).contains("C_First").doesNotContain("C_A");

            Path other = Files.createDirectories(folder.resolve("other/pdl"));
            Files.writeString(other.resolve("p.xml"), PDL.replace("C_A", "C_Second"));
            Files.move(folder.resolve("above"), folder.resolve("gone too"));
            Files.move(folder.resolve("other"), folder.resolve("above"));
            awaitGenerated(output, "C_Second");
            Files.writeString(file, PDL.replace("C_A", "C_Third"));
            awaitGenerated(output, "C_Third");
        } finally {
            watching.destroy();
        }
    }

    /** Waits until the packet is generated. Between two moves, the command may find no folder. */
    private void awaitGenerated(BufferedReader output, String packet) throws IOException {
        do {
            await(output, "files,");
        } while (!generated("out").contains(packet));
    }

    /** The command generates again when a file is added to the folder or deleted from it. */
    @Tag("full")
    @Test
    void seesWhichFilesAFolderHas() throws IOException {
        Path watched = Files.createDirectories(folder.resolve("pdl/more"));
        Path first = Files.writeString(folder.resolve("pdl/a.xml"), PDL);
        Process watching = new PackagedCommand(folder).start("generate", "--watch", "-o", "out", "pdl");
        try (BufferedReader output = watching.inputReader(StandardCharsets.UTF_8)) {
            await(output, "files,");
            Path second = Files.writeString(watched.resolve("b.xml"), "<PDL><packet name='C_Second'></packet></PDL>");
            await(output, "files,");
            assertThat(generated("out")).contains("C_A", "C_Second");
            Files.delete(second);
            await(output, "files,");
            assertThat(generated("out")).contains("C_A").doesNotContain("C_Second");
            Files.delete(first);
            await(output, "there are no PDL files (*.xml) in pdl");
            Files.writeString(first, PDL.replace("C_A", "C_Back"));
            await(output, "files,");
            assertThat(generated("out")).contains("C_Back");
        } finally {
            watching.destroy();
        }
    }

    @Tag("full")
    @Test
    void followsALinkToAnotherFolder() throws IOException {
        for (String name : List.of("First", "Second", "Third")) {
            Path target = Files.createDirectory(folder.resolve(name));
            Path file = Files.writeString(target.resolve("a.xml"), PDL.replace("C_A", "C_" + name));
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        }
        Path link = Files.createSymbolicLink(folder.resolve("pdl"), Path.of("First"));
        Process watching = new PackagedCommand(folder).start("generate", "--watch", "-o", "out", "pdl");
        try (BufferedReader output = watching.inputReader(StandardCharsets.UTF_8)) {
            awaitGenerated(output, "C_First");
            Path next = Files.createSymbolicLink(folder.resolve("next"), Path.of("Second"));
            Files.move(next, link, StandardCopyOption.REPLACE_EXISTING);
            awaitGenerated(output, "C_Second");
            Files.writeString(link.resolve("a.xml"), PDL.replace("C_A", "C_Saved"));
            awaitGenerated(output, "C_Saved");
            Files.delete(link);
            await(output, "there is no such file");
            Files.createSymbolicLink(link, Path.of("Third"));
            awaitGenerated(output, "C_Third");
        } finally {
            watching.destroy();
        }
    }

    @Tag("full")
    @Test
    void noticesAFolderThatALinkReplaces() throws IOException {
        Path watched = Files.createDirectory(folder.resolve("d"));
        Path first = Files.writeString(watched.resolve("a.xml"), PDL);
        Path other = Files.createDirectory(folder.resolve("e"));
        Files.writeString(other.resolve("a.xml"), PDL.replace("C_A", "C_Other"));
        Process watching = new PackagedCommand(folder).start("generate", "--watch", "-o", "out", "d");
        try (BufferedReader output = watching.inputReader(StandardCharsets.UTF_8)) {
            await(output, "files,");
            Files.delete(first);
            Files.delete(watched);
            Files.createSymbolicLink(watched, other);
            awaitGenerated(output, "C_Other");
        } finally {
            watching.destroy();
        }
    }

    @Test
    void seesTheLock() throws IOException {
        Path lock = Files.writeString(folder.resolve("pdl.lock"), "1 C_Old\n2 S_B\n");
        Process watching = new PackagedCommand(folder).start("generate", "--watch", "-o", "out", "p.xml");
        try (BufferedReader output = watching.inputReader(StandardCharsets.UTF_8)) {
            await(output, "change the line '1 C_Old' to '1 C_A'");
            Files.writeString(lock, "1 C_A\n2 S_B\n");
            await(output, "files,");
            assertThat(generated("out")).contains("C_A");
        } finally {
            watching.destroy();
        }
    }

    @Test
    void survivesABrokenSaveAndSeesImports() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("i.xml"), "<PDL><struct name='V'><int name='x'/></struct></PDL>");
        Files.writeString(pdl, "<PDL><import file='i.xml'/><packet name='C_A'><V name='v'/></packet></PDL>");
        Process watching = new PackagedCommand(folder).start("generate", "--watch", "-o", "out", "p.xml");
        try (BufferedReader output = watching.inputReader(StandardCharsets.UTF_8)) {
            await(output, "files,");
            Files.writeString(pdl, "<PDL><pac");
            await(output, "PW004");
            Files.writeString(pdl, "<PDL><import file='i.xml'/><packet name='C_B'><V name='v'/></packet></PDL>");
            await(output, "files,");
            assertThat(generated("out")).contains("C_B").doesNotContain("C_A");
            Files.writeString(folder.resolve("i.xml"), "<PDL><struct name='V'><int name='y'/></struct></PDL>");
            await(output, "files,");
            assertThat(Files.readString(folder.resolve("out/packets/V.java"))).contains("int y");
        } finally {
            watching.destroy();
        }
    }

    private static void awaitEach(BufferedReader output, int outputs) throws IOException {
        for (int i = 0; i < outputs; i++) {
            await(output, "files,");
        }
    }

    private static void await(BufferedReader output, String part) throws IOException {
        String line = output.readLine();
        while (line != null && !line.contains(part)) {
            line = output.readLine();
        }
        assertThat(line).as("a line with '%s'", part).isNotNull();
    }
}
