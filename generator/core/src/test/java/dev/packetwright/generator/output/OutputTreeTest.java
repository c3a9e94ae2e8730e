package dev.packetwright.generator.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.packetwright.generator.emit.GeneratedFile;
import dev.packetwright.generator.emit.JavaEmitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output folder holds exactly what was generated, and whatever else somebody keeps there. */
class OutputTreeTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path folder;

    private Path root;
    private OutputTree tree;

    @BeforeEach
    void tree() {
        root = folder.resolve("an output folder");
        tree = new OutputTree(root, "com.example");
    }

    @Test
    void writesIntoAFolderThatItMakes() throws IOException {
        OutputTree.Changes changes = tree.write(files("A", "B"));
        assertThat(changes.written()).hasSize(2);
        assertThat(content()).containsOnlyKeys("com/example/A.java", "com/example/B.java");
        assertThat(root.resolve("com/example/A.java")).hasContent(file("A").content());
    }

    /** Not even a list of nothing, also where there never was anything. */
    @Test
    void nothingLeavesNothingBehind() throws IOException {
        assertThat(tree.write(List.of()).isEmpty()).isTrue();
        tree.write(files("A"));
        assertThat(tree.write(List.of()).removed()).containsExactly(path("A"));
        try (var left = Files.walk(root)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void touchesNothingThatStaysTheSame() throws IOException {
        tree.write(files("A", "B"));
        for (Path file : everyFile()) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }
        GeneratedFile changed = new GeneratedFile(path("B"), file("B").content() + "// more\n");
        OutputTree.Changes changes = tree.write(List.of(file("A"), changed));
        assertThat(changes.written()).containsExactly(changed);
        assertThat(changes.removed()).isEmpty();
        assertThat(Files.getLastModifiedTime(root.resolve(path("A")))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(root.resolve(path("B")))).isNotEqualTo(LONG_AGO);
        assertThat(tree.write(List.of(file("A"), changed)).isEmpty()).isTrue();
    }

    @Test
    void removesWhatIsNoLongerGenerated() throws IOException {
        tree.write(files("A", "B", "C"));
        OutputTree.Changes changes = tree.write(files("B"));
        assertThat(changes.removed()).containsExactly(path("A"), path("C"));
        assertThat(content()).containsOnlyKeys(path("B"));
        assertThat(tree.plan(files("B")).isEmpty()).isTrue();
    }

    @Test
    void removesFoldersThatAreEmptyThen() throws IOException {
        tree.write(files("A"));
        tree.write(List.of());
        assertThat(root.resolve("com")).doesNotExist();
        assertThat(root).exists();
    }

    @Test
    void keepsWhatItDidNotWrite() throws IOException {
        tree.write(files("A", "B"));
        foreign("com/example/Mine.java", "class Mine {}");
        foreign("com/example/notes.txt", "notes");
        foreign("Other.java", "class Other {}");
        tree.write(files());
        assertThat(content()).containsOnlyKeys("com/example/Mine.java", "com/example/notes.txt", "Other.java");
    }

    /** Somebody has replaced a generated file by one of their own: neither removed nor overwritten. */
    @Test
    void keepsAFileThatIsNoLongerItsOwn() throws IOException {
        tree.write(files("A", "B"));
        foreign(path("A"), "class A {}");
        assertThat(tree.write(files("B")).removed()).isEmpty();
        assertThat(root.resolve(path("A"))).hasContent("class A {}");
        assertThatThrownBy(() -> tree.write(files("A"))).isInstanceOf(IOException.class);
    }

    @Test
    void refusesToOverwriteAForeignFileAndWritesNothing() throws IOException {
        foreign(path("B"), "class B {}");
        Map<String, String> before = content();
        assertThatThrownBy(() -> tree.write(files("A", "B", "C")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("B.java");
        assertThat(content()).isEqualTo(before);
        assertThat(root.resolve(".packetwright")).doesNotExist();
    }

    @Test
    void restoresWhatWasEditedOrDeleted() throws IOException {
        tree.write(files("A", "B"));
        Files.writeString(root.resolve(path("A")), file("A").content() + "// edited\n");
        Files.delete(root.resolve(path("B")));
        assertThat(tree.plan(files("A", "B")).written()).hasSize(2);
        tree.write(files("A", "B"));
        assertThat(root.resolve(path("A"))).hasContent(file("A").content());
        assertThat(root.resolve(path("B"))).hasContent(file("B").content());
    }

    @Test
    void aPlanChangesNothing() throws IOException {
        OutputTree.Changes changes = tree.plan(files("A"));
        assertThat(changes.written()).containsExactly(file("A"));
        assertThat(root).doesNotExist();
        tree.write(files("A"));
        Map<String, String> before = content();
        assertThat(tree.plan(files("B")).removed()).containsExactly(path("A"));
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void packagesInOneFolderDoNotDisturbOneAnother() throws IOException {
        OutputTree inner = new OutputTree(root, "com.example.inner");
        GeneratedFile innerFile =
                new GeneratedFile("com/example/inner/A.java", file("A").content());
        tree.write(files("A"));
        inner.write(List.of(innerFile));
        tree.write(files("B"));
        assertThat(content()).containsOnlyKeys(path("B"), innerFile.path());
        inner.write(List.of());
        assertThat(content()).containsOnlyKeys(path("B"));
        tree.write(List.of());
        assertThat(content()).isEmpty();
    }

    /** The manifest is gone, or was never there: what is there stays, for nobody knows whose it is. */
    @Test
    void withoutAManifestNothingIsRemoved() throws IOException {
        tree.write(files("A", "B"));
        Files.delete(root.resolve(".packetwright/com.example"));
        tree.write(files("B"));
        assertThat(content()).containsOnlyKeys(path("A"), path("B"));
    }

    /** A package where a file is, a folder where a file should be: an exception, and no half of anything. */
    @Test
    void leavesNothingHalfDoneWhereItCannotWrite() throws IOException {
        foreign("com", "a file where the package should be");
        Map<String, String> before = content();
        assertThatThrownBy(() -> tree.write(files("A", "B"))).isInstanceOf(IOException.class);
        assertThat(content()).isEqualTo(before);
        assertThat(everyFile()).noneMatch(file -> file.toString().endsWith(".tmp"));

        OutputTree beside = new OutputTree(root, "org.example");
        Files.createDirectories(root.resolve("org/example/B.java"));
        assertThatThrownBy(() -> beside.write(List.of(
                        new GeneratedFile("org/example/A.java", file("A").content()),
                        new GeneratedFile("org/example/B.java", file("B").content()))))
                .isInstanceOf(IOException.class);
        assertThat(content()).isEqualTo(before);
    }

    /** Not for a superuser, who may write everywhere. */
    @Test
    void aFolderThatMayNotBeWrittenStaysAsItIs() throws IOException {
        tree.write(files("A"));
        Map<String, String> before = content();
        Path packageFolder = root.resolve("com/example");
        assertThat(packageFolder.toFile().setWritable(false)).isTrue();
        try {
            assumeFalse(Files.isWritable(packageFolder));
            assertThatThrownBy(() -> tree.write(files("B"))).isInstanceOf(IOException.class);
            assertThat(content()).isEqualTo(before);
        } finally {
            assertThat(packageFolder.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void theFolderIsAFile() throws IOException {
        Files.writeString(root, "a file");
        assertThatThrownBy(() -> tree.plan(files("A"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> tree.write(files("A"))).isInstanceOf(IOException.class);
        assertThat(root).hasContent("a file");
    }

    /** An earlier run was interrupted between its files: the next one knows them all. */
    @Test
    void anInterruptedRunLeavesNoOrphans() throws IOException {
        String longerThanFileSystemsAllow = "Z".repeat(300);
        assertThatThrownBy(() -> tree.write(files("A", longerThanFileSystemsAllow)))
                .isInstanceOf(IOException.class);
        assertThat(content()).containsOnlyKeys(path("A"));
        assertThat(everyFile()).noneMatch(file -> file.toString().endsWith(".tmp"));
        tree.write(files("B"));
        assertThat(content()).containsOnlyKeys(path("B"));
    }

    @Test
    void leavesNoTemporaryFile() throws IOException {
        tree.write(files("A", "B"));
        assertThat(everyFile())
                .extracting(file -> root.relativize(file).toString())
                .containsExactlyInAnyOrder(
                        Path.of("com/example/A.java").toString(),
                        Path.of("com/example/B.java").toString(),
                        Path.of(".packetwright/com.example").toString());
    }

    private void foreign(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling("x").getParent());
        Files.writeString(file, content);
    }

    private static List<GeneratedFile> files(String... names) {
        return Arrays.stream(names).map(OutputTreeTest::file).toList();
    }

    private static GeneratedFile file(String name) {
        return new GeneratedFile(
                path(name), JavaEmitter.HEADER + " from a.xml\npackage com.example;\nclass " + name + " {}\n");
    }

    private static String path(String name) {
        return "com/example/" + name + ".java";
    }

    private List<Path> everyFile() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** All files but the manifests, by path. */
    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        for (Path file : everyFile()) {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (!path.startsWith(".packetwright/")) {
                content.put(path, Files.readString(file));
            }
        }
        return content;
    }
}
