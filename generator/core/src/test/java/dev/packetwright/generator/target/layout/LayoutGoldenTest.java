package dev.packetwright.generator.target.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the documents of the golden protocols byte for byte. {@code -Dgolden.update=true} rewrites them. */
class LayoutGoldenTest {
    private static final Path GOLDEN = ProjectFiles.path("generator/core/src/test/resources/golden");

    static List<String> protocols() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".xml"))
                    .map(name -> name.substring(0, name.length() - ".xml".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void documentIsTheOneCheckedIn(String protocol) throws IOException {
        List<GeneratedFile> files = Generator.generate(
                        Sources.of(GOLDEN.resolve(protocol + ".xml")),
                        GeneratorOptions.of(new LayoutTarget(), TargetOptions.DEFAULT))
                .files();
        assertThat(files).hasSize(1);
        GeneratedFile document = files.get(0);
        assertThat(document.content()).startsWith(document.marker());
        Path golden = GOLDEN.resolve(protocol).resolve(document.path());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, document.content());
        }
        assertThat(document.content()).isEqualTo(Files.readString(golden));
    }
}
