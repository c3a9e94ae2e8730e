package dev.packetwright.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.typescript.TypeScriptOptions;
import dev.packetwright.generator.target.typescript.TypeScriptTarget;
import dev.packetwright.testing.NeedsNode;
import dev.packetwright.testing.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script of the page is checked in, so that the example builds without Node. It is the bundle of the page's own
 * TypeScript, the client runtime and the generated packets.
 */
@NeedsNode
class PageScriptTest {
    private static final Path PROJECT = project();
    private static final Path SCRIPT =
            PROJECT.resolve("examples/chat/src/main/resources/dev/packetwright/examples/chat/web/page.js");
    private static final String OPTIONS = """
            {
              "extends": "%1$s/clients/typescript/tsconfig.json",
              "compilerOptions": {
                "module": "esnext", "moduleResolution": "bundler", "lib": ["ES2022", "DOM", "DOM.Iterable"],
                "rootDir": "/", "noEmit": true, "declaration": false,
                "paths": {"packetwright-client": ["%1$s/clients/typescript/src/index.ts"]}
              },
              "include": ["*.ts"]
            }
            """;

    @TempDir
    private Path folder;

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("clients/typescript"))) {
            folder = Objects.requireNonNull(folder.getParent(), "the project");
        }
        return folder;
    }

    /** {@code -Dgolden.update=true} rewrites it. */
    @Test
    void theScriptCheckedInIsTheBundle() throws IOException {
        Path modules = Node.modules(PROJECT.resolve("clients/typescript"), PROJECT.resolve("clients/target/node"));
        Files.copy(PROJECT.resolve("examples/chat/web/page.ts"), folder.resolve("page.ts"));
        Files.writeString(folder.resolve("packets.ts"), packets().content());
        Files.writeString(folder.resolve("tsconfig.json"), OPTIONS.formatted(PROJECT));
        Node.run(folder, modules.resolve("typescript/bin/tsc"), "-p", "tsconfig.json");
        Node.run(
                folder,
                modules.resolve("esbuild/bin/esbuild"),
                "page.ts",
                "--bundle",
                "--format=esm",
                "--target=es2022",
                "--log-level=warning",
                "--banner:js=// Bundled from examples/chat/web/page.ts, clients/typescript and the generated packets.",
                "--outfile=page.js");
        String bundle =
                Files.readString(folder.resolve("page.js")).replaceAll("(?m)^// \\S*/(clients/typescript/)", "// $1");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(SCRIPT, bundle);
        }
        assertThat(bundle).isEqualTo(Files.readString(SCRIPT));
    }

    private static GeneratedFile packets() {
        Generation generation = Generator.generate(
                Sources.of(PROJECT.resolve("pdl/chat.xml")),
                GeneratorOptions.of(
                        new TypeScriptTarget(TypeScriptOptions.DEFAULT), new TargetOptions(Set.of(Side.CLIENT))));
        assertThat(generation.files()).as("%s", generation.diagnostics()).hasSize(1);
        return generation.files().get(0);
    }
}
