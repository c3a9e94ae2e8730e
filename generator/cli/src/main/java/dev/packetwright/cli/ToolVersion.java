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
import java.util.jar.Manifest;

/**
 * The version of Packetwright, from the manifest of its jar. The manifest is read from the jar itself: the package of this
 * class has no version if the first of its classes came from a folder, as in tests.
 */
final class ToolVersion {
    private static final String CHANGING = "-SNAPSHOT";

    private ToolVersion() {}

    /** The version, or empty if this class does not come from a jar. */
    static Optional<String> get() throws IOException {
        Optional<Path> jar = jar();
        return jar.isPresent() ? versionOf(jar.get()) : Optional.empty();
    }

    /** A text that no other generator has: the version, and a digest of the jar if the version is a snapshot. */
    static Optional<String> identity() throws IOException {
        Optional<Path> jar = jar();
        Optional<String> version = get();
        if (jar.isPresent() && version.isPresent() && version.get().endsWith(CHANGING)) {
            return Optional.of(version.get() + " " + RunRecord.digest(Files.readAllBytes(jar.get())));
        }
        return version;
    }

    private static Optional<String> versionOf(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        }
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
