package dev.packetwright.generator.target.csharp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.packetwright.generator.Corpus;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.testing.NeedsMono;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C# of each PDL file of other people compiles in both ways of use. */
@NeedsMono
class CSharpCorpusTest {
    @TempDir
    private Path folder;

    @Test
    void compiles() {
        CSharpProgram program = new CSharpProgram(folder);
        List<Sources> all = Corpus.files()
                .map(Sources::of)
                .filter(file ->
                        !CSharpProgram.generate(file, CSharpOptions.DEFAULT).hasErrors())
                .toList();
        assumeThat(all).isNotEmpty();
        for (Sources file : all) {
            program.add(file, CSharpOptions.DEFAULT);
            program.add(file, CSharpOptions.DEFAULT.withRuntime(CSharpRuntime.COURSE));
        }
        assertThat(program.compile()).exists();
    }
}
