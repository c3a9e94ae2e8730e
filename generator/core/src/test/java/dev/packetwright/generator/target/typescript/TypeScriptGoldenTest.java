package dev.packetwright.generator.target.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the generated TypeScript byte for byte, in the folder {@code typescript} beside the Java of a golden protocol.
 * {@code -Dgolden.update=true} rewrites it.
 */
class TypeScriptGoldenTest {
    private static final Path GOLDEN = ProjectFiles.path("generator/core/src/test/resources/golden");
    private static final TargetOptions CLIENT = new TargetOptions(Set.of(Side.CLIENT));
    private static final TypeScriptOptions NUMBERS = new TypeScriptOptions(Int64.NUMBER);

    static Stream<Arguments> outputs() {
        return Stream.of(
                Arguments.of("documents", "typescript", TypeScriptOptions.DEFAULT, TargetOptions.DEFAULT),
                Arguments.of("lists", "typescript", TypeScriptOptions.DEFAULT, CLIENT),
                Arguments.of("names", "typescript", TypeScriptOptions.DEFAULT, TargetOptions.DEFAULT),
                Arguments.of("optional", "typescript", NUMBERS, TargetOptions.DEFAULT),
                Arguments.of("roles", "typescript", TypeScriptOptions.DEFAULT, CLIENT),
                Arguments.of("sides", "typescript", TypeScriptOptions.DEFAULT, TargetOptions.DEFAULT),
                Arguments.of("versions", "typescript", TypeScriptOptions.DEFAULT, TargetOptions.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void theModuleIsTheOneCheckedIn(String protocol, String folder, TypeScriptOptions options, TargetOptions sides)
            throws IOException {
        Generation generation = Generator.generate(
                Sources.of(GOLDEN.resolve(protocol + ".xml")),
                GeneratorOptions.of(new TypeScriptTarget(options), sides));
        assertThat(generation.hasErrors()).as("%s", generation.diagnostics()).isFalse();
        assertThat(generation.files()).hasSize(1);
        GeneratedFile file = generation.files().get(0);
        assertThat(file.content()).startsWith(file.marker());
        Path golden = GOLDEN.resolve(protocol).resolve(folder).resolve(file.path());
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(golden.resolveSibling("."));
            Files.writeString(golden, file.content());
        }
        assertThat(file.content()).isEqualTo(Files.readString(golden));
    }
}
