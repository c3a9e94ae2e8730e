package dev.packetwright.maven;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.output.OutputTree;
import dev.packetwright.generator.target.GeneratedFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;
import org.eclipse.aether.RepositorySystem;

/**
 * Fails if the PDL has errors, or if the sources in a folder are not what would be generated from it: for sources that are
 * committed. Writes nothing.
 *
 * @since 0.1.0
 */
@SuppressWarnings("NullAway.Init")
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends SourcesMojo {
    /**
     * The folder of the PDL files.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.sourceDirectory", defaultValue = "${project.basedir}/src/main/pdl")
    private File sourceDirectory;

    /**
     * The folder where the packages of the sources begin that are compared.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "packetwright.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/packetwright")
    private File outputDirectory;

    /** For Maven, which knows what to give. */
    @Inject
    public CheckMojo(
            RepositorySystem repositories,
            BuildContext context,
            org.sonatype.plexus.build.incremental.BuildContext legacy) {
        super(repositories, new Markers(context, legacy));
    }

    @Override
    Path sourceFolder() {
        return sourceDirectory.toPath();
    }

    @Override
    Path outputFolder() {
        return outputDirectory.toPath();
    }

    @Override
    void run(ProjectArtifacts artifacts, Report report) throws IOException, MojoFailureException {
        PdlSources sources = sources(artifacts);
        if (sources.isEmpty()) {
            report.warn(nothingIn() + ": nothing to check");
            return;
        }
        Generation generation = generate(sources.read(artifacts), report);
        List<String> differences = differences(generation);
        differences.forEach(getLog()::error);
        if (!differences.isEmpty()) {
            throw new MojoFailureException(differences.size() + (differences.size() == 1 ? " file is" : " files are")
                    + " not as the PDL says; generate again, and commit the result");
        }
        getLog().info(outputFolder() + ": " + generation.files().size() + " files, all as the PDL says");
    }

    private List<String> differences(Generation generation) throws IOException {
        List<String> differences = new ArrayList<>();
        OutputTree.Changes changes =
                new OutputTree(outputFolder(), generation.protocol().namespace()).plan(generation.files());
        for (GeneratedFile file : changes.written()) {
            Path path = outputFolder().resolve(file.path());
            differences.add(path + (Files.exists(path) ? ": differs" : ": is missing"));
        }
        changes.removed()
                .forEach(path -> differences.add(outputFolder().resolve(path) + ": is not generated any more"));
        changedLock(generation).ifPresent(lock -> differences.add(lock.path() + ": lacks packets"));
        return differences;
    }
}
