package dev.packetwright.cli;

import dev.packetwright.generator.target.typescript.Int64;
import dev.packetwright.generator.target.typescript.TypeScriptOptions;
import picocli.CommandLine.Option;

/** The options about TypeScript sources. */
final class TypeScriptSettings {
    /** The types of 64-bit integers, in lower case as on the command line. */
    enum Int64Option {
        bigint,
        number
    }

    @Option(
            names = "--typescript-int64",
            paramLabel = "TYPE",
            defaultValue = "bigint",
            description = "TypeScript: the type of long and ulong. A number holds integers up to 2^53 - 1; others are"
                    + " then refused: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Int64Option int64 = Int64Option.bigint;

    /** The options of the target. */
    TypeScriptOptions options() {
        return new TypeScriptOptions(int64 == Int64Option.number ? Int64.NUMBER : Int64.BIGINT);
    }
}
