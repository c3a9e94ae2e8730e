package dev.packetwright.cli;

import dev.packetwright.generator.target.csharp.CSharpOptions;
import dev.packetwright.generator.target.csharp.CSharpRuntime;
import dev.packetwright.generator.target.csharp.MemberSpelling;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about C# sources. */
final class CSharpSettings {
    /** The runtimes, in lower case as on the command line. */
    enum RuntimeOption {
        client,
        course
    }

    /** The spellings of members, in lower case as on the command line. */
    enum Members {
        pdl,
        pascal
    }

    @Option(
            names = "--csharp-runtime",
            paramLabel = "RUNTIME",
            defaultValue = "client",
            description = "C#: the code that the sources work with. With client, packets and managers work with any"
                    + " session; with course, they replace those of the C# course's generator:"
                    + " ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private RuntimeOption runtime = RuntimeOption.client;

    @Option(
            names = "--csharp-namespace",
            paramLabel = "NAMESPACE",
            description = "C#: the namespace; default: that of the package, or none with --csharp-runtime=course.")
    private @Nullable String namespace;

    @Option(
            names = "--csharp-members",
            paramLabel = "SPELLING",
            defaultValue = "pdl",
            description = "C#: the spelling of members, as in the PDL or in Pascal case: ${COMPLETION-CANDIDATES};"
                    + " default: ${DEFAULT-VALUE}.")
    private Members members = Members.pdl;

    /**
     * The options of the target.
     *
     * @throws IllegalArgumentException if the namespace is invalid; the message is for users
     */
    CSharpOptions options() {
        return new CSharpOptions(
                runtime == RuntimeOption.course ? CSharpRuntime.COURSE : CSharpRuntime.CLIENT,
                Optional.ofNullable(namespace),
                members == Members.pascal ? MemberSpelling.PASCAL : MemberSpelling.PDL);
    }
}
