package dev.packetwright.generator;

import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.csharp.CSharpOptions;
import dev.packetwright.generator.target.csharp.CSharpTarget;
import dev.packetwright.generator.target.html.HtmlTarget;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import dev.packetwright.generator.target.layout.LayoutTarget;
import dev.packetwright.generator.target.typescript.TypeScriptOptions;
import dev.packetwright.generator.target.typescript.TypeScriptTarget;
import dev.packetwright.generator.target.wireshark.WiresharkTarget;
import java.util.List;
import java.util.Optional;

/**
 * The targets that users can select by their ids, with the options of each. Immutable.
 *
 * @param java the options of the Java target
 * @param csharp the options of the C# target
 * @param typescript the options of the TypeScript target
 */
public record Targets(JavaOptions java, CSharpOptions csharp, TypeScriptOptions typescript) {
    /** The targets with their default options. */
    public static final Targets DEFAULT =
            new Targets(JavaOptions.DEFAULT, CSharpOptions.DEFAULT, TypeScriptOptions.DEFAULT);

    /** All targets. */
    public List<Target> all() {
        return List.of(
                new JavaTarget(java),
                new LayoutTarget(),
                new CSharpTarget(csharp),
                new TypeScriptTarget(typescript),
                new HtmlTarget(),
                new WiresharkTarget());
    }

    /** The target that has an id; empty if there is none. */
    public Optional<Target> withId(String id) {
        return all().stream().filter(target -> target.id().equals(id)).findFirst();
    }

    /** The ids of all targets. */
    public static List<String> ids() {
        return DEFAULT.all().stream().map(Target::id).toList();
    }
}
