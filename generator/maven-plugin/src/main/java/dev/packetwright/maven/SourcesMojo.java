package dev.packetwright.maven;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.output.AtomicFile;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What the goals have in common that are about sources: which they are. */
abstract class SourcesMojo extends PdlMojo {
    /**
     * The Java package of the sources. Default: the one that the PDL names, or else one of the project's groupId and
     * artifactId; for tests, with {@code .test} behind it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.packageName")
    private @Nullable String packageName;

    /**
     * Whose handlers and managers to generate: {@code both}, {@code server} or {@code client}. The packets are the same.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.side", defaultValue = "both")
    private SideOption side = SideOption.both;

    /**
     * Whether to generate a view for each packet as well: a class that reads the packet in place, without making objects.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.views", defaultValue = "false")
    private boolean views;

    /**
     * From how many members on a record has a builder, at least 1. In large protocols builders are much code to compile.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.buildersFrom", defaultValue = "" + JavaOptions.BUILDERS_FROM)
    private int buildersFrom = JavaOptions.BUILDERS_FROM;

    SourcesMojo(RepositorySystem repositories, Markers markers) {
        super(repositories, markers);
    }

    /** The folder where the packages of the sources begin. */
    abstract Path outputFolder();

    /** The package of a protocol that names none. */
    String defaultPackage() {
        return DefaultPackage.of(project().getGroupId(), project().getArtifactId());
    }

    final Optional<String> packageName() throws MojoFailureException {
        if (packageName != null && !JavaNames.isPackage(packageName)) {
            throw new MojoFailureException("<packageName> is '" + packageName
                    + "', which cannot be the package of generated code; a package is names with dots between them");
        }
        return Optional.ofNullable(packageName);
    }

    /** What is asked for beside the package, in words. */
    final String wishes() {
        return side + (views ? " with views" : "") + ", builders from " + buildersFrom;
    }

    final Generation generate(Generator generator, Report report) throws MojoFailureException {
        if (buildersFrom < 1) {
            throw new MojoFailureException("<buildersFrom> is " + buildersFrom + "; it is at least 1");
        }
        generator
                .forTarget(new JavaTarget(new JavaOptions(views, buildersFrom)), new TargetOptions(side.sides()))
                .withDefaultPackage(defaultPackage());
        return generate(generator, packageName(), report);
    }

    /** The lock file with the new packets, if there are any. */
    static Optional<GeneratedFile> changedLock(Generation generation) throws IOException {
        Optional<GeneratedFile> lock = generation.lock();
        return lock.isPresent() && AtomicFile.differs(lock.get()) ? lock : Optional.empty();
    }
}
