package dev.packetwright.maven;

import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.target.csharp.CSharpOptions;
import dev.packetwright.generator.target.csharp.CSharpRuntime;
import dev.packetwright.generator.target.csharp.MemberSpelling;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** The element {@code <csharp>}. Maven sets the fields. */
public final class CSharpConfiguration {
    private static final List<String> RUNTIMES = List.of("client", "course");
    private static final List<String> SPELLINGS = List.of("pdl", "pascal");

    private String runtime = "client";
    private @Nullable String namespace;
    private String members = "pdl";

    /** Called by Maven. */
    public CSharpConfiguration() {}

    CSharpOptions options() throws MojoFailureException {
        requireKnown("runtime", runtime, RUNTIMES);
        requireKnown("members", members, SPELLINGS);
        try {
            return new CSharpOptions(
                    runtime.equals("course") ? CSharpRuntime.COURSE : CSharpRuntime.CLIENT,
                    Optional.ofNullable(namespace),
                    members.equals("pascal") ? MemberSpelling.PASCAL : MemberSpelling.PDL);
        } catch (IllegalArgumentException invalid) {
            throw new MojoFailureException("the <namespace> of <csharp>: " + invalid.getMessage(), invalid);
        }
    }

    private static void requireKnown(String element, String value, List<String> known) throws MojoFailureException {
        if (!known.contains(value)) {
            throw new MojoFailureException("the <" + element + "> of <csharp> is '" + value + "'; "
                    + Suggestion.help(value, known, "the values are " + String.join(", ", known)));
        }
    }
}
