package dev.packetwright.clients.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.typescript.TypeScriptOptions;
import dev.packetwright.generator.target.typescript.TypeScriptTarget;
import dev.packetwright.testing.NeedsNode;
import dev.packetwright.testing.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the package as npm would, and runs its scenarios in Node. */
@NeedsNode
class ClientRuntimeTest {
    private static final Path PROJECT = project();
    private static final Path SOURCES = PROJECT.resolve("clients/src/test/typescript");
    private static final Path MODULES = Node.isThere() ? modules() : PROJECT;
    private static final int MOST_BYTES = 6 * 1024;

    private static final String OPTIONS = """
            {
              "extends": "%s",
              "compilerOptions": {"rootDir": ".", "outDir": "out"},
              "include": ["*.ts"]
            }
            """;

    @TempDir
    private static Path folder;

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("clients/typescript"))) {
            folder = Objects.requireNonNull(folder.getParent(), "the project");
        }
        return folder;
    }

    private static Path modules() {
        return Node.modules(PROJECT.resolve("clients/typescript"), PROJECT.resolve("clients/target/node"));
    }

    /** The package in node_modules, with its dist, beside a generated module. */
    @BeforeAll
    static void build() throws IOException {
        Path installed = Files.createDirectories(folder.resolve("node_modules/packetwright-client"));
        Files.copy(PROJECT.resolve("clients/typescript/package.json"), installed.resolve("package.json"));
        Files.createSymbolicLink(folder.resolve("node_modules/ws"), MODULES.resolve("ws"));
        tsc(
                "typescript",
                "-p",
                config().toString(),
                "--outDir",
                installed.resolve("dist").toString());
        Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
        for (String name : List.of("types.ts", "client.test.mjs")) {
            Files.copy(SOURCES.resolve(name), folder.resolve(name));
        }
        generate(Sources.of(SOURCES.resolve("game.xml")));
        Files.writeString(folder.resolve("tsconfig.json"), OPTIONS.formatted(config()));
    }

    /** Before the folder is deleted, because the link leads out of it. */
    @AfterAll
    static void unlink() throws IOException {
        Files.delete(folder.resolve("node_modules/ws"));
    }

    private static Path config() {
        return PROJECT.resolve("clients/typescript/tsconfig.json");
    }

    private static void tsc(String compiler, String... arguments) {
        Node.run(folder, MODULES.resolve(compiler).resolve("bin/tsc"), arguments);
    }

    private static void generate(Sources pdl) throws IOException {
        Generation generation = Generator.generate(
                pdl, GeneratorOptions.of(new TypeScriptTarget(TypeScriptOptions.DEFAULT), TargetOptions.DEFAULT));
        assertThat(generation.hasErrors()).as("%s", generation.diagnostics()).isFalse();
        for (GeneratedFile file : generation.files()) {
            Files.writeString(folder.resolve(file.path()), file.content());
        }
    }

    /** Packets have their types in handlers and in calls; the newest compiler takes the package, too. */
    @Test
    void scenariosPass() {
        tsc("typescript", "-p", "tsconfig.json");
        tsc("typescript-newest", "-p", "tsconfig.json", "--noEmit");
        Node.Result result = Node.result(folder, folder.resolve("client.test.mjs"));
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("# fail 0").doesNotContain("# pass 0");
    }

    @Test
    void thePackageIsSmallAndNeedsNoOther() throws IOException {
        Path script = folder.resolve("size.mjs");
        Files.writeString(script, """
                import { createRequire } from "node:module";
                import { gzipSync } from "node:zlib";
                const { buildSync } = createRequire(process.argv[2])("esbuild");
                const { outputFiles } = buildSync({
                  entryPoints: ["packetwright-client"], bundle: true, minify: true, format: "esm", write: false,
                });
                console.log(gzipSync(outputFiles[0].contents).length);
                """);
        String size = Node.run(folder, script, MODULES + "/").strip();
        assertThat(Integer.parseInt(size)).isBetween(1_000, MOST_BYTES);
        assertThat(Files.readString(PROJECT.resolve("clients/typescript/package.json")))
                .doesNotContain("\"dependencies\"")
                .contains("\"sideEffects\": false");
    }

    /** A lockfile with addresses would work with one registry alone. */
    @Test
    void theLockfileNamesNoRegistry() throws IOException {
        String lockfile = Files.readString(PROJECT.resolve("clients/typescript/package-lock.json"));
        assertThat(lockfile).contains("\"integrity\"").doesNotContain("\"resolved\"");
    }

    /** Compiles the PDL and the program of the page. */
    @Test
    void theProgramOfThePageCompiles() throws IOException {
        String document = Files.readString(PROJECT.resolve("docs/web.md"));
        Path pdl = folder.resolve("chat.xml");
        Files.writeString(pdl, block(document, "xml"));
        generate(Sources.of(pdl));
        Files.writeString(folder.resolve("page.ts"), block(document, "ts"));
        Files.writeString(
                folder.resolve("tsconfig.page.json"),
                OPTIONS.formatted(config()).replace("\"*.ts\"", "\"page.ts\", \"chat.ts\""));
        tsc("typescript-newest", "-p", "tsconfig.page.json", "--noEmit");
    }

    private static String block(String document, String language) {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(document);
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }
}
