package dev.packetwright.maven;

import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.target.typescript.Int64;
import dev.packetwright.generator.target.typescript.TypeScriptOptions;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;

/** The element {@code <typescript>}. Maven sets the field. */
public final class TypeScriptConfiguration {
    private static final List<String> TYPES = List.of("bigint", "number");

    private String int64 = "bigint";

    /** Called by Maven. */
    public TypeScriptConfiguration() {}

    TypeScriptOptions options() throws MojoFailureException {
        if (!TYPES.contains(int64)) {
            throw new MojoFailureException("the <int64> of <typescript> is '" + int64 + "'; "
                    + Suggestion.help(int64, TYPES, "the values are " + String.join(", ", TYPES)));
        }
        return new TypeScriptOptions(int64.equals("number") ? Int64.NUMBER : Int64.BIGINT);
    }
}
