package dev.packetwright.generator.target.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.testing.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with TypeScript, and the compilers for it. */
record TypeScriptProject(Path folder) {
    /** The oldest compiler that takes generated code, and the newest. */
    enum Compiler {
        OLDEST("typescript"),
        NEWEST("typescript-newest");

        private final String module;

        Compiler(String module) {
            this.module = module;
        }
    }

    private static final String OPTIONS = """
            {
              "compilerOptions": {
                "target": "ES2022",
                "lib": ["ES2022", "DOM"],
                "module": "ES2022",
                "moduleResolution": "bundler",
                "types": [],
                "skipLibCheck": true,
                "strict": true,
                "exactOptionalPropertyTypes": true,
                "noUncheckedIndexedAccess": true,
                "noImplicitReturns": true,
                "noImplicitOverride": true,
                "noFallthroughCasesInSwitch": true,
                "noPropertyAccessFromIndexSignature": true,
                "noUnusedLocals": true,
                "noUnusedParameters": true,
                "isolatedModules": true,
                "verbatimModuleSyntax": true,
                "rootDir": ".",
                "outDir": "out"
              %s},
              "include": ["*.ts"]
            }
            """;

    /** The option that refuses what type stripping cannot strip; the oldest compiler does not know it. */
    private static final String ERASABLE = ", \"erasableSyntaxOnly\": true";

    static Path modules() {
        return Node.modules(ProjectFiles.path("clients/typescript"), ProjectFiles.path("clients/target/node"));
    }

    /** Adds a file. */
    void write(String name, String content) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Compiles all modules. Fails the test if the compiler reports anything. */
    void compile(Compiler compiler) {
        assertThat(errors(compiler)).as(compiler + " in " + folder).isEmpty();
    }

    /** Compiles all modules, and returns what the compiler reports. */
    String errors(Compiler compiler) {
        write("tsconfig.json", OPTIONS.formatted(compiler == Compiler.NEWEST ? ERASABLE : ""));
        Path script = modules().resolve(compiler.module).resolve("bin/tsc");
        return Node.result(folder, script, "-p", "tsconfig.json").output();
    }

    /** Runs a script in the folder. */
    String run(String script) {
        return Node.run(folder, folder.resolve(script));
    }
}
