package dev.packetwright.maven;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoFailureException;

/**
 * An entry of {@code <imports>}: {@code group:name}, {@code group:name:version}, each with {@code !file} for a single file.
 *
 * @param artifact the group and name, with a colon between them
 * @param version empty for the version of the project's dependency
 * @param file empty for all PDL files of the artifact
 */
record ArtifactImport(String artifact, Optional<String> version, Optional<String> file) {
    private static final Pattern FORM =
            Pattern.compile("(?<artifact>[\\w.-]+:[\\w.-]+)(?::(?<version>[^:!\\s]+))?(?:!(?<file>.+))?");

    static ArtifactImport parse(String text) throws MojoFailureException {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new MojoFailureException("'" + text
                    + "' names no artifact: write group:name, group:name:version or group:name:version!file.xml");
        }
        return new ArtifactImport(
                matcher.group("artifact"),
                Optional.ofNullable(matcher.group("version")),
                Optional.ofNullable(matcher.group("file")));
    }
}
