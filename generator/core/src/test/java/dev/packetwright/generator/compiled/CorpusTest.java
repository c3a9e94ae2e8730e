package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Corpus;
import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.PdlSchema;
import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.Severity;
import dev.packetwright.generator.load.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each PDL file of other people generates and compiles unchanged and is valid for editors, or its diagnostics suggest a correction. */
class CorpusTest {
    static Stream<Path> files() {
        return Corpus.files();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("files")
    void isAcceptedOrGetsACorrection(Path file) throws IOException {
        Generation generation = Generator.generate(Sources.of(file), GeneratorOptions.DEFAULT.withNamespace("corpus"));
        if (generation.hasErrors()) {
            assertThat(generation.diagnostics())
                    .filteredOn(diagnostic -> diagnostic.severity() == Severity.ERROR)
                    .extracting(Diagnostic::help)
                    .noneMatch(String::isEmpty);
        } else {
            CompiledProtocol.of(generation);
            assertThat(PdlSchema.errorIn(Files.readString(file, StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }
}
