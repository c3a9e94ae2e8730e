package dev.packetwright.maven;

import dev.packetwright.generator.Targets;
import dev.packetwright.generator.job.Output;
import dev.packetwright.generator.output.Folder;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.java.name.JavaNames;
import dev.packetwright.generator.uptodate.RunRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters about generated code that several goals have.
 *
 * @param packageName the value of {@code <packageName>}
 * @param defaultPackage the package of a protocol that names none
 * @param outputFolder the folder of the outputs that name none
 */
record CodeSettings(
        @Nullable String packageName,
        String defaultPackage,
        SideOption side,
        JavaSettings java,
        CSharpConfiguration csharp,
        TypeScriptConfiguration typescript,
        Path outputFolder,
        List<TargetConfiguration> targets) {

    /** The destinations of all outputs: those of {@code <targets>}, or else Java in the output folder. */
    List<Destination> destinations() throws MojoFailureException {
        if (targets.isEmpty()) {
            return List.of(Destination.java(side, outputFolder));
        }
        List<Destination> destinations = new ArrayList<>();
        for (TargetConfiguration target : targets) {
            destinations.add(target.destination(side, outputFolder));
        }
        requireDifferent(destinations);
        return destinations;
    }

    private static void requireDifferent(List<Destination> destinations) throws MojoFailureException {
        Set<List<Object>> seen = new HashSet<>();
        for (Destination destination : destinations) {
            if (!seen.add(List.of(destination.target(), Folder.withoutLinks(destination.folder())))) {
                throw new MojoFailureException("<targets> has the target '" + destination.target()
                        + "' twice for the folder " + destination.folder());
            }
        }
        if (destinations.stream().filter(Destination::isCompiled).count() > 1) {
            throw new MojoFailureException(
                    "<targets> has several targets with the same Java classes for one compilation;"
                            + " set <compile>false</compile> in all but one of them");
        }
    }

    Optional<String> validPackage() throws MojoFailureException {
        if (packageName != null && !JavaNames.isPackage(packageName)) {
            throw new MojoFailureException(
                    "<packageName> is '" + packageName
                            + "', which cannot be the package of generated code; a package consists of names with dots between them");
        }
        return Optional.ofNullable(packageName);
    }

    /** An output of a job. */
    Output output(Destination destination, RunRecords records) throws MojoFailureException {
        return new Output(target(destination), destination.options(), destination.folder(), records);
    }

    /** An output of a job that only compares. */
    Output output(Destination destination) throws MojoFailureException {
        return new Output(target(destination), destination.options(), destination.folder());
    }

    private Target target(Destination destination) throws MojoFailureException {
        return new Targets(java.options(), csharp.options(), typescript.options())
                .withId(destination.target())
                .orElseThrow();
    }
}
