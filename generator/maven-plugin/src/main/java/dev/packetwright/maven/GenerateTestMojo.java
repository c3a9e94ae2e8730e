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
 * Generates test sources from PDL files that only the tests use. Nothing is read but digests, and nothing is touched, if they are up to
 * date.
 *
 * @since 0.1.0
 */
@SuppressWarnings("NullAway.Init")
@Mojo(name = "generate-test", defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES, threadSafe = true)
public final class GenerateTestMojo extends GeneratingMojo {
    /**
     * The folder of the PDL files.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.testSourceDirectory", defaultValue = "${project.basedir}/src/test/pdl")
    private File testSourceDirectory;

    /**
     * The folder where the packages of the test sources begin. It is compiled with the project's own.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "packetwright.testOutputDirectory",
            defaultValue = "${project.build.directory}/generated-test-sources/packetwright")
    private File testOutputDirectory;

    /** For Maven, which knows what to give. */
    @Inject
    public GenerateTestMojo(
            RepositorySystem repositories,
            BuildContext context,
            org.sonatype.plexus.build.incremental.BuildContext legacy) {
        super(repositories, new Markers(context, legacy));
    }

    @Override
    Path sourceFolder() {
        return testSourceDirectory.toPath();
    }

    @Override
    Path outputFolder() {
        return testOutputDirectory.toPath();
    }

    /** Another one than that of the main sources, which would be hidden by it. */
    @Override
    String defaultPackage() {
        return super.defaultPackage() + ".test";
    }

    @Override
    void register(Path folder) {
        project().addTestCompileSourceRoot(folder.toString());
    }

    @Override
    void register(Resource resource) {
        project().addTestResource(resource);
    }
}
