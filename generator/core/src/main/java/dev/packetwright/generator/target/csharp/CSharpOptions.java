package dev.packetwright.generator.target.csharp;

import java.util.Optional;

/**
 * The options of the C# target. Immutable.
 *
 * @param runtime the code that the generated C# works with
 * @param namespace the namespace of the generated C#; empty for the usual one, which is that of the protocol, or none with
 *     the runtime of the course
 * @param members the spelling of members
 */
public record CSharpOptions(CSharpRuntime runtime, Optional<String> namespace, MemberSpelling members) {
    /** For any session, in the namespace of the protocol, with members as in the PDL. */
    public static final CSharpOptions DEFAULT =
            new CSharpOptions(CSharpRuntime.CLIENT, Optional.empty(), MemberSpelling.PDL);

    /** @throws IllegalArgumentException if the namespace is invalid; the message is for users */
    public CSharpOptions {
        namespace.filter(name -> !Identifiers.isNamespace(name)).ifPresent(name -> {
            throw new IllegalArgumentException("'" + name + "' cannot be a namespace of C#");
        });
    }

    /** These options with another runtime. */
    public CSharpOptions withRuntime(CSharpRuntime other) {
        return new CSharpOptions(other, namespace, members);
    }

    /** These options with a namespace. */
    public CSharpOptions withNamespace(String name) {
        return new CSharpOptions(runtime, Optional.of(name), members);
    }

    /** These options with another spelling of members. */
    public CSharpOptions withMembers(MemberSpelling spelling) {
        return new CSharpOptions(runtime, namespace, spelling);
    }

    /** The namespace for a protocol; empty for none. */
    String namespaceOf(String protocol) {
        return namespace.orElse(runtime == CSharpRuntime.COURSE ? "" : protocol);
    }
}
