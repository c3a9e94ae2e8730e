package dev.packetwright.generator.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.emit.GeneratedFile;
import dev.packetwright.generator.emit.JavaEmitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing outside of the output folder is written or removed, whatever leads there. */
class OutputTreeEscapeTest {
    private static final String GENERATED = JavaEmitter.HEADER + " from a.xml\nclass A {}\n";

    @TempDir
    private Path folder;

    private Path root;
    private Path outside;
    private Path victim;
    private OutputTree tree;

    @BeforeEach
    void tree() throws IOException {
        root = Files.createDirectory(folder.resolve("out"));
        outside = Files.createDirectory(folder.resolve("outside"));
        victim = Files.writeString(outside.resolve("A.java"), GENERATED);
        tree = new OutputTree(root, "com.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside/A.java",
                "com/../../outside/A.java",
                "com/example/../../../outside/B.java",
                "..",
                ".",
                "",
                "com/../.."
            })
    void pathsCannotLeadOut(String path) {
        assertThatThrownBy(() -> tree.write(List.of(new GeneratedFile(path, "class B {}\n"))))
                .isInstanceOf(IOException.class);
        assertUntouched();
    }

    @Test
    void absolutePathsCannotLeadOut() {
        GeneratedFile file = new GeneratedFile(outside.resolve("B.java").toString(), "class B {}\n");
        assertThatThrownBy(() -> tree.write(List.of(file))).isInstanceOf(IOException.class);
        assertUntouched();
    }

    @Test
    void aLinkedFolderCannotLeadOut() throws IOException {
        Files.createDirectory(root.resolve("com"));
        Files.createSymbolicLink(root.resolve("com/example"), outside);
        assertThatThrownBy(() -> tree.write(List.of(file("A"), file("B")))).isInstanceOf(IOException.class);
        assertUntouched();
    }

    /** The folder was a real one when the files were written, and is a link now. */
    @Test
    void removingDoesNotFollowALinkedFolder() throws IOException {
        tree.write(List.of(file("A")));
        Files.delete(root.resolve("com/example/A.java"));
        Files.delete(root.resolve("com/example"));
        Files.createSymbolicLink(root.resolve("com/example"), outside);
        assertThatThrownBy(() -> tree.write(List.of())).isInstanceOf(IOException.class);
        assertUntouched();
    }

    @Test
    void aLinkedFileIsNotWrittenThrough() throws IOException {
        Files.createDirectories(root.resolve("com/example"));
        Files.createSymbolicLink(root.resolve("com/example/A.java"), victim);
        GeneratedFile other = new GeneratedFile("com/example/A.java", GENERATED + "// other\n");
        assertThatThrownBy(() -> tree.write(List.of(other))).isInstanceOf(IOException.class);
        assertUntouched();
    }

    @Test
    void aLinkedFileIsNotRemoved() throws IOException {
        tree.write(List.of(file("A"), file("B")));
        Files.delete(root.resolve("com/example/A.java"));
        Files.createSymbolicLink(root.resolve("com/example/A.java"), victim);
        tree.write(List.of(file("B")));
        assertUntouched();
    }

    @Test
    void aLinkedManifestFolderCannotLeadOut() throws IOException {
        Files.createSymbolicLink(root.resolve(".packetwright"), outside);
        assertThatThrownBy(() -> tree.write(List.of(file("A")))).isInstanceOf(IOException.class);
        assertUntouched();
    }

    @Test
    void aLinkedManifestIsNeitherReadNorWrittenThrough() throws IOException {
        Path list = Files.writeString(outside.resolve("list"), "com/example/B.java\n");
        Files.createDirectories(root.resolve(".packetwright"));
        Files.createSymbolicLink(root.resolve(".packetwright/com.example"), list);
        Files.createDirectories(root.resolve("com/example"));
        Files.writeString(root.resolve("com/example/B.java"), GENERATED);
        try {
            tree.write(List.of(file("A")));
        } catch (IOException refused) {
            assertThat(refused).hasMessageContaining(".packetwright");
        }
        assertThat(list).hasContent("com/example/B.java\n");
        assertThat(root.resolve("com/example/B.java")).exists();
    }

    /** Somebody has written into the manifest what we did not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside/A.java",
                "com/example/../../../outside/A.java",
                "com/example/../A.java",
                "/etc/hostname",
                "com/example/",
                "com/example/..",
                "com/example/sub/A.java",
                "com/other/A.java",
                "A.java",
                "",
                "com/example/a\u0000b",
                "com/example/\\..\\..\\x"
            })
    void theManifestCannotLeadOut(String entry) throws IOException {
        for (String path : List.of("A.java", "com/A.java", "com/other/A.java", "com/example/sub/A.java")) {
            Files.createDirectories(root.resolve(path).getParent());
            Files.writeString(root.resolve(path), GENERATED);
        }
        Files.createDirectories(root.resolve(".packetwright"));
        Files.writeString(root.resolve(".packetwright/com.example"), entry + "\n");
        tree.write(List.of(file("B")));
        assertUntouched();
        for (String path : List.of("A.java", "com/A.java", "com/other/A.java", "com/example/sub/A.java")) {
            assertThat(root.resolve(path)).exists();
        }
    }

    /** The output folder itself may be reached through a link: that is the user's own wish. */
    @Test
    void theFolderItselfMayBeALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);
        new OutputTree(link, "com.example").write(List.of(file("A")));
        assertThat(root.resolve("com/example/A.java")).exists();
        new OutputTree(link, "com.example").write(List.of());
        assertThat(root.resolve("com")).doesNotExist();
    }

    @Test
    void aLinkWithinTheFolderIsNoWayOut() throws IOException {
        Files.createDirectories(root.resolve("real"));
        Files.createDirectories(root.resolve("com"));
        Files.createSymbolicLink(root.resolve("com/example"), root.resolve("real"));
        tree.write(List.of(file("A")));
        assertThat(root.resolve("real/A.java")).exists();
    }

    private void assertUntouched() {
        assertThat(outside)
                .isDirectoryContaining(path -> path.equals(victim))
                .isDirectoryNotContaining("glob:**B.java");
        assertThat(victim).hasContent(GENERATED);
        assertThat(folder.resolve("A.java")).doesNotExist();
    }

    private static GeneratedFile file(String name) {
        return new GeneratedFile("com/example/" + name + ".java", GENERATED.replace("class A", "class " + name));
    }
}
