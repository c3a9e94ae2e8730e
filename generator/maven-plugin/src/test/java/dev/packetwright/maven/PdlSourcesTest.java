package dev.packetwright.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests which files of a source folder belong to the protocol. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PdlSourcesTest {
    @TempDir
    private Path folder;

    /** With two links in a circle, the number of paths doubles at each level. */
    @Test
    void linksAreFollowedOnce() throws IOException {
        Path real = folder.resolve("real");
        Files.createDirectories(real.resolve("more"));
        Files.writeString(real.resolve("more/a.xml"), "<PDL/>");
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.writeString(shared.resolve("b.xml"), "<PDL/>");
        Files.createSymbolicLink(real.resolve("shared"), shared);
        for (String name : List.of("circle", "another", "more/third")) {
            Files.createSymbolicLink(real.resolve(name), real);
        }
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        assertThat(in(link, List.of("**/*.xml"), List.of()))
                .containsExactly(link.resolve("more/a.xml"), link.resolve("shared/b.xml"));
    }

    @Test
    void patternsAreThoseOfAnt() throws IOException {
        Files.createDirectories(folder.resolve("sub/.git"));
        for (String file : List.of("a.xml", "b.pdl", "sub/c.xml", "sub/.git/d.xml", "sub/e.xml~")) {
            Files.writeString(folder.resolve(file), "<PDL/>");
        }
        assertThat(in(folder, List.of("**"), List.of("sub\\"))).containsExactly(file("a.xml"), file("b.pdl"));
        assertThat(in(folder, List.of("sub/"), List.of())).containsExactly(file("sub/c.xml"));
        assertThat(in(folder, List.of("%regex[.*\\.xml]"), List.of()))
                .containsExactly(file("a.xml"), file("sub/c.xml"));
        assertThat(in(folder.resolve("none"), List.of("**"), List.of())).isEmpty();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static List<Path> in(Path place, List<String> includes, List<String> excludes) throws IOException {
        return PdlSources.in(place, includes, excludes);
    }
}
