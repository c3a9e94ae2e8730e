package dev.packetwright.generator;

import dev.packetwright.generator.resolve.Resolver;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import java.util.List;
import java.util.Optional;

/**
 * The options of the generator. Immutable.
 *
 * @param namespace the namespace of the generated code; empty for the one that the files name
 * @param defaultNamespace the namespace if neither these options nor the files name one
 * @param targets the targets to generate for, at least one. A target may occur more than once, with other options
 */
public record GeneratorOptions(Optional<String> namespace, String defaultNamespace, List<TargetChoice> targets) {
    /** Java with its default options, in the namespace that the files name. */
    public static final GeneratorOptions DEFAULT = of(new JavaTarget(JavaOptions.DEFAULT), TargetOptions.DEFAULT);

    /** A target and its options. */
    public record TargetChoice(Target target, TargetOptions options) {}

    /**
     * @throws IllegalArgumentException if there is no target, or if a namespace is invalid in a target; the message is
     *     for users
     */
    public GeneratorOptions {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("there is no target");
        }
        requireNamespace(defaultNamespace, targets);
        if (namespace.isPresent()) {
            requireNamespace(namespace.get(), targets);
        }
    }

    private static void requireNamespace(String name, List<TargetChoice> targets) {
        if (!isNamespace(name, targets)) {
            throw new IllegalArgumentException("'" + name + "' cannot be the package of generated code");
        }
    }

    private static boolean isNamespace(String name, List<TargetChoice> targets) {
        return targets.stream().allMatch(choice -> choice.target().isNamespace(name));
    }

    /** One target, in the namespace that the files name. */
    public static GeneratorOptions of(Target target, TargetOptions options) {
        return of(List.of(new TargetChoice(target, options)));
    }

    /**
     * Several targets, in the namespace that the files name.
     *
     * @throws IllegalArgumentException if there is no target
     */
    public static GeneratorOptions of(List<TargetChoice> targets) {
        return new GeneratorOptions(Optional.empty(), Resolver.DEFAULT_NAMESPACE, targets);
    }

    /**
     * The same options with a namespace, whatever the files name.
     *
     * @throws IllegalArgumentException if the namespace is invalid in a target
     */
    public GeneratorOptions withNamespace(String name) {
        return new GeneratorOptions(Optional.of(name), defaultNamespace, targets);
    }

    /** Whether a name is a valid namespace in all targets. */
    boolean isNamespace(String name) {
        return isNamespace(name, targets);
    }
}
