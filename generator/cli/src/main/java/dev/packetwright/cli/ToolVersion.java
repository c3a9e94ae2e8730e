package dev.packetwright.cli;

import dev.packetwright.generator.uptodate.RunRecord;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Which version of Packetwright this is: the manifest of its jar says so. */
final class ToolVersion {
    private static final String CHANGING = "-SNAPSHOT";

    private ToolVersion() {}

    /** The version; none if this does not come out of a jar. */
    static Optional<String> get() {
        return Optional.ofNullable(Packetwright.class.getPackage().getImplementationVersion());
    }

    /** What no other generator has in common with this one: the version, and the content where that has no lasting version. */
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
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException notAFile) {
            return Optional.empty();
        }
    }
}
