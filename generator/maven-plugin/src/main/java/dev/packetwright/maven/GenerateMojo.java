package dev.packetwright.maven;

import java.io.File;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;
import org.eclipse.aether.RepositorySystem;

/**
 * Generates sources from the PDL files of the project. Nothing is read but digests, and nothing is touched, if they are up to
 * date.
 *
 * @since 0.1.0
 */
@SuppressWarnings("NullAway.Init")
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends GeneratingMojo {
    /**
     * The folder of the PDL files.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.sourceDirectory", defaultValue = "${project.basedir}/src/main/pdl")
    private File sourceDirectory;

    /**
     * The folder where the packages of the sources begin. It is compiled with the project's own.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "packetwright.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/packetwright")
    private File outputDirectory;

    /** For Maven, which knows what to give. */
    @Inject
    public GenerateMojo(
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
    void register(Path folder) {
        project().addCompileSourceRoot(folder.toString());
    }

    @Override
    void register(Resource resource) {
        project().addResource(resource);
    }
}
