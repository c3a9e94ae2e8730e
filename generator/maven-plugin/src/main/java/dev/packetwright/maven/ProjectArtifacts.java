package dev.packetwright.maven;

import dev.packetwright.generator.load.Artifact;
import dev.packetwright.generator.load.ArtifactNotFoundException;
import dev.packetwright.generator.load.Artifacts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.ArtifactType;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * The artifacts that a project can import from: its dependencies, in the versions that it uses. An artifact is resolved
 * only when a PDL file imports from it. A module of the same build need not be packaged yet.
 */
final class ProjectArtifacts implements Artifacts {
    private static final String JAR = "jar";

    private final RepositorySystem repositories;
    private final MavenSession session;
    private final MavenProject project;
    private final Map<String, String> versions = new HashMap<>();
    private final Map<String, Artifact> found = new HashMap<>();

    /**
     * @param imports the versions in these override those of the dependencies
     */
    ProjectArtifacts(
            RepositorySystem repositories, MavenSession session, MavenProject project, List<ArtifactImport> imports) {
        this.repositories = repositories;
        this.session = session;
        this.project = project;
        imports.forEach(it -> it.version().ifPresent(version -> versions.put(it.artifact(), version)));
    }

    @Override
    public Artifact find(String name) throws ArtifactNotFoundException {
        Artifact known = found.get(name);
        if (known != null) {
            return known;
        }
        Dependency dependency = dependency(name);
        Optional<Artifact> module = module(name, dependency);
        Artifact artifact = module.isPresent() ? module.get() : Artifact.packed(name, resolve(dependency));
        found.put(name, artifact);
        return artifact;
    }

    private Dependency dependency(String name) throws ArtifactNotFoundException {
        Optional<Dependency> dependency = declared()
                .filter(it -> name.equals(it.getGroupId() + ":" + it.getArtifactId()))
                .filter(it -> it.getVersion() != null)
                .findFirst();
        String version = versions.get(name);
        if (version != null) {
            return withVersion(name, version);
        }
        return dependency.orElseThrow(() -> new ArtifactNotFoundException(
                name + " is not among the dependencies of this project",
                "add it to the <dependencies>, or with its version to the <imports> of packetwright-maven-plugin"));
    }

    private Stream<Dependency> declared() {
        Stream<Dependency> managed = project.getDependencyManagement() == null
                ? Stream.of()
                : project.getDependencyManagement().getDependencies().stream();
        return Stream.concat(project.getDependencies().stream(), managed);
    }

    private static Dependency withVersion(String name, String version) {
        Dependency dependency = new Dependency();
        int colon = name.indexOf(':');
        dependency.setGroupId(name.substring(0, colon));
        dependency.setArtifactId(name.substring(colon + 1));
        dependency.setVersion(version);
        return dependency;
    }

    /** A module of this build that packs its PDL files. They are read from its sources, since it may not be built yet. */
    private Optional<Artifact> module(String name, Dependency dependency) {
        return session.getProjects().stream()
                .filter(other -> name.equals(other.getGroupId() + ":" + other.getArtifactId()))
                .filter(other -> other.getVersion().equals(dependency.getVersion()) && isPlainJar(dependency))
                .flatMap(other -> other.getResources().stream())
                .filter(ProjectArtifacts::isOfPdl)
                .findFirst()
                .map(resource -> Artifact.unpacked(name, Path.of(resource.getDirectory())));
    }

    private static boolean isPlainJar(Dependency dependency) {
        return dependency.getType().equals(JAR) && dependency.getClassifier() == null;
    }

    private static boolean isOfPdl(Resource resource) {
        return resource.getTargetPath() != null
                && (resource.getTargetPath().replace('\\', '/') + "/")
                        .replace("//", "/")
                        .equals(Artifact.FOLDER);
    }

    private Path resolve(Dependency dependency) throws ArtifactNotFoundException {
        ArtifactType type =
                session.getRepositorySession().getArtifactTypeRegistry().get(dependency.getType());
        var wanted = new DefaultArtifact(
                dependency.getGroupId(),
                dependency.getArtifactId(),
                dependency.getClassifier(),
                type == null ? dependency.getType() : type.getExtension(),
                dependency.getVersion(),
                type);
        try {
            return repositories
                    .resolveArtifact(
                            session.getRepositorySession(),
                            new ArtifactRequest(wanted, project.getRemoteProjectRepositories(), null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException unresolved) {
            throw new ArtifactNotFoundException(
                    Objects.requireNonNullElse(unresolved.getMessage(), "the artifact cannot be resolved")
                            .replaceFirst("\\.$", ""),
                    "");
        }
    }
}
