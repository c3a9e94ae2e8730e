package dev.packetwright.generator.target.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the generated C# byte for byte, in the folders {@code csharp} and {@code course} beside the Java of a golden
 * protocol. {@code -Dgolden.update=true} rewrites them.
 */
class CSharpGoldenTest {
    private static final Path GOLDEN = ProjectFiles.path("generator/core/src/test/resources/golden");
    private static final CSharpOptions COURSE = CSharpOptions.DEFAULT.withRuntime(CSharpRuntime.COURSE);

    static Stream<Arguments> outputs() {
        return Stream.of(
                Arguments.of("documents", "csharp", CSharpOptions.DEFAULT),
                Arguments.of("lists", "csharp", CSharpOptions.DEFAULT),
                Arguments.of("names", "pascal", CSharpOptions.DEFAULT.withMembers(MemberSpelling.PASCAL)),
                Arguments.of("optional", "csharp", CSharpOptions.DEFAULT),
                Arguments.of("sides", "csharp", CSharpOptions.DEFAULT),
                Arguments.of("sides", "course", COURSE),
                Arguments.of("versions", "csharp", CSharpOptions.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void sourcesAreTheOnesCheckedIn(String protocol, String folder, CSharpOptions options) throws IOException {
        Generation generation = Generator.generate(
                Sources.of(GOLDEN.resolve(protocol + ".xml")),
                GeneratorOptions.of(new CSharpTarget(options), TargetOptions.DEFAULT));
        assertThat(generation.hasErrors()).as("%s", generation.diagnostics()).isFalse();
        assertThat(generation.files()).hasSize(3);
        for (GeneratedFile file : generation.files()) {
            assertThat(file.content()).startsWith(file.marker());
            Path golden = GOLDEN.resolve(protocol).resolve(folder).resolve(file.path());
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(golden.resolveSibling("."));
                Files.writeString(golden, file.content());
            }
            assertThat(file.content()).isEqualTo(Files.readString(golden));
        }
    }
}
