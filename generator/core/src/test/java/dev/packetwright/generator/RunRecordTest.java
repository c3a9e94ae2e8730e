package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.load.ArtifactNotFoundException;
import dev.packetwright.generator.load.Artifacts;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.output.OutputTree;
import dev.packetwright.generator.uptodate.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record holds until its request, an input or an output changes. */
class RunRecordTest {
    private static final Artifacts NONE = name -> {
        throw new ArtifactNotFoundException("none", "");
    };

    @TempDir
    private Path folder;

    private Path main;
    private Path imported;
    private Path output;
    private Path file;

    @BeforeEach
    void generate() throws IOException {
        imported =
                Files.writeString(folder.resolve("v 벡터.xml"), "<PDL><struct name='V'><int name='x'/></struct></PDL>");
        main = Files.writeString(
                folder.resolve("main.xml"),
                "<PDL><import file='v 벡터.xml'/><packet name='P'><V name='v'/></packet></PDL>");
        output = folder.resolve("out");
        file = folder.resolve("records").resolve("one");
        Generation generation = Generator.generate(Sources.of(main), GeneratorOptions.DEFAULT.withNamespace("p"));
        new OutputTree(output, "p").write(generation.files());
        RunRecord.of(
                        "request",
                        "sources",
                        generation.protocol(),
                        generation.files(),
                        generation.inputs(),
                        Optional.empty())
                .write(file);
    }

    private boolean holds() {
        return RunRecord.read(file)
                .filter(it -> it.isStillTrue("request", NONE, output))
                .isPresent();
    }

    @Test
    void holdsIfNothingHasChanged() {
        assertThat(holds()).isTrue();
        assertThat(RunRecord.read(file))
                .get()
                .extracting(RunRecord::packageName, RunRecord::sources)
                .containsExactly("p", "sources");
    }

    @Test
    void timesDoNotMatter() throws IOException {
        Files.setLastModifiedTime(main, FileTime.fromMillis(4_000_000_000_000L));
        Files.setLastModifiedTime(imported, FileTime.fromMillis(0));
        Files.setLastModifiedTime(output.resolve("p/P.java"), FileTime.fromMillis(0));
        assertThat(holds()).isTrue();
    }

    @Test
    void doesNotHoldForAnotherRequest() {
        assertThat(RunRecord.read(file)).get().matches(it -> !it.isStillTrue("another", NONE, output));
    }

    /** The size and the time of the import stay the same. */
    @Test
    void doesNotHoldAfterAnImportChanged() throws IOException {
        FileTime time = Files.getLastModifiedTime(imported);
        Files.writeString(imported, Files.readString(imported).replace("'x'", "'y'"));
        Files.setLastModifiedTime(imported, time);
        assertThat(holds()).isFalse();
    }

    @Test
    void doesNotHoldIfAnInputIsMissing() throws IOException {
        Files.delete(main);
        assertThat(holds()).isFalse();
    }

    @Test
    void doesNotHoldAfterASourceWasEdited() throws IOException {
        Path source = output.resolve("p/P.java");
        Files.writeString(source, Files.readString(source) + "\n");
        assertThat(holds()).isFalse();
    }

    @Test
    void doesNotHoldIfASourceIsMissing() throws IOException {
        Files.delete(output.resolve("p/PacketId.java"));
        assertThat(holds()).isFalse();
    }

    /** An unreadable record counts as missing, so the run does not fail and does all its work. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "packetwright 2\n",
                "packetwright 2\nrequest\np\nsources\nend\nx",
                "packetwright 1\nrequest\np\nsources\nend"
            })
    void anUnreadableRecordIsEmpty(String text) throws IOException {
        Files.writeString(file, text);
        assertThat(RunRecord.read(file)).isEmpty();
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(RunRecord.read(file)).isEmpty();
    }

    /** A truncated record could lack the file that has changed. */
    @Test
    void aTruncatedRecordIsEmpty() throws IOException {
        String whole = Files.readString(file);
        for (int length = 0; length < whole.length() - 1; length++) {
            Files.writeString(file, whole.substring(0, length));
            assertThat(RunRecord.read(file)).as("%d characters", length).isEqualTo(Optional.empty());
        }
    }
}
