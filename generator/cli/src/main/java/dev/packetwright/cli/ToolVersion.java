package dev.packetwright.cli;

import dev.packetwright.generator.uptodate.RunRecord;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** The version of Packetwright, from the manifest of its jar. */
final class ToolVersion {
    private static final String CHANGING = "-SNAPSHOT";

    private ToolVersion() {}

    /** The version; empty if the command does not run from its packaged jar. */
    static Optional<String> get() {
        Optional<Path> path = jar();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try (JarFile jar = new JarFile(path.get().toFile())) {
            return Optional.ofNullable(jar.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** A text that differs between any two generators: the version, and for a snapshot also the content of the jar. */
    static Optional<String> identity() throws IOException {
        Optional<String> version = get();
        if (version.isPresent() && version.get().endsWith(CHANGING)) {
            Optional<Path> jar = jar();
            return jar.isPresent()
                    ? Optional.of(version.get() + " " + RunRecord.digest(Files.readAllBytes(jar.get())))
                    : Optional.empty();
        }
        return version;
    }

    private static Optional<Path> jar() {
        CodeSource source = Packetwright.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
        } catch (URISyntaxException notAFile) {
            return Optional.empty();
        }
    }
}
