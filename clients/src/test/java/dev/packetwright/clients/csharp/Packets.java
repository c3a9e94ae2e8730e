package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.csharp.CSharpOptions;
import dev.packetwright.generator.target.csharp.CSharpTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The C# of a protocol, for a client. */
final class Packets {
    private Packets() {}

    static List<GeneratedFile> of(Sources pdl, CSharpOptions options) {
        Generation generation = Generator.generate(
                pdl, GeneratorOptions.of(new CSharpTarget(options), new TargetOptions(Set.of(Side.CLIENT))));
        assertThat(generation.files()).as("%s", generation.diagnostics()).hasSize(2);
        return generation.files();
    }

    static void write(Sources pdl, CSharpOptions options, Path folder) throws IOException {
        for (GeneratedFile file : of(pdl, options)) {
            Files.writeString(folder.resolve(file.path()), file.content());
        }
    }
}
