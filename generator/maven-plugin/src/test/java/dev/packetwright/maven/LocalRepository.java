package dev.packetwright.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * A local repository with the artifacts of this build. Everything else is linked to the user's own repository. The
 * first build downloads artifacts that are missing there.
 */
final class LocalRepository {
    static final String VERSION = property("packetwright.version");

    /** The version of a copy of the plugin that looks like another release. */
    static final String OTHER_VERSION = VERSION.replace("-SNAPSHOT", "-OTHER");

    private static final Path PROJECT = Path.of(property("packetwright.project"));
    private static final Path USERS = Path.of(property("local.repository"));

    private final Path root;
    private final Path ours;

    private LocalRepository(Path root) {
        this.root = root;
        this.ours = root.resolve("dev/packetwright");
    }

    static String property(String name) {
        String value = System.getProperty(name, "");
        if (value.isEmpty()) {
            throw new IllegalStateException("the build has to say what " + name + " is");
        }
        return value;
    }

    /** Creates or updates the repository in a folder. */
    static LocalRepository in(Path root) throws IOException {
        LocalRepository repository = new LocalRepository(Files.createDirectories(root));
        repository.link(USERS, root);
        repository.stage("packetwright-parent", PROJECT.resolve("pom.xml"), VERSION);
        repository.stageModule("packetwright-runtime", "runtime");
        repository.stageModule("packetwright-generator", "generator/core");
        repository.stageModule("packetwright-maven-plugin", "generator/maven-plugin");
        repository.stageOther();
        return repository;
    }

    Path root() {
        return root;
    }

    /** Links everything except the folders that lead to our own artifacts. */
    private void link(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var entries = Files.list(from)) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                Path link = to.resolve(from.relativize(entry));
                if (ours.equals(link)) {
                    continue;
                }
                if (ours.startsWith(link)) {
                    link(entry, Files.createDirectories(link));
                } else if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, entry.toAbsolutePath());
                }
            }
        }
    }

    private void stageModule(String artifact, String module) throws IOException {
        Path folder = PROJECT.resolve(module);
        stage(artifact, folder.resolve("pom.xml"), VERSION);
        stage(artifact, folder.resolve("target").resolve(artifact + "-" + VERSION + ".jar"), VERSION);
    }

    private Path stage(String artifact, Path file, String version) throws IOException {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.')).replace(".xml", ".pom");
        Path target = ours.resolve(artifact).resolve(version).resolve(artifact + "-" + version + extension);
        Files.createDirectories(target.resolveSibling("."));
        return Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private void stageOther() throws IOException {
        Path jar = stageOther("packetwright-maven-plugin", "generator/maven-plugin");
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            replace(content.getPath("META-INF/maven/plugin.xml"), version(VERSION), version(OTHER_VERSION));
        }
        stageOther("packetwright-generator", "generator/core");
    }

    private Path stageOther(String artifact, String module) throws IOException {
        Path folder = PROJECT.resolve(module);
        String id = "<artifactId>" + artifact + "</artifactId>";
        replace(stage(artifact, folder.resolve("pom.xml"), OTHER_VERSION), id, id + version(OTHER_VERSION));
        return stage(artifact, folder.resolve("target").resolve(artifact + "-" + VERSION + ".jar"), OTHER_VERSION);
    }

    private static String version(String version) {
        return "<version>" + version + "</version>";
    }

    private static void replace(Path file, String what, String by) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.writeString(file, text.replaceFirst(Pattern.quote(what), by), StandardCharsets.UTF_8);
    }
}
