package dev.packetwright.generator.target.wireshark;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the dissectors of golden protocols byte for byte. {@code -Dgolden.update=true} rewrites them. */
class WiresharkGoldenTest {
    private static final Path GOLDEN = ProjectFiles.path("generator/core/src/test/resources/golden");

    @ParameterizedTest
    @ValueSource(strings = {"optional", "lists"})
    void dissectorIsTheOneCheckedIn(String protocol) throws IOException {
        List<GeneratedFile> files = Generator.generate(
                        Sources.of(GOLDEN.resolve(protocol + ".xml")),
                        GeneratorOptions.of(new WiresharkTarget(), TargetOptions.DEFAULT))
                .files();
        assertThat(files).hasSize(1);
        GeneratedFile dissector = files.get(0);
        assertThat(dissector.content()).startsWith(dissector.marker()).matches("[\\n -~]*");
        Path golden = GOLDEN.resolve(protocol).resolve(dissector.path());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, dissector.content());
        }
        assertThat(dissector.content()).isEqualTo(Files.readString(golden));
    }
}
