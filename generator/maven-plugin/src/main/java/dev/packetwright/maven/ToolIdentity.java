package dev.packetwright.maven;

import dev.packetwright.generator.uptodate.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** The identity of this generator. Another generator may make other sources from the same PDL. */
final class ToolIdentity {
    private ToolIdentity() {}

    /** The versions of the plugin and its dependencies; for snapshots also the content. */
    static List<String> of(PluginDescriptor plugin) throws IOException {
        List<String> identity = new ArrayList<>(List.of(plugin.getId()));
        for (Artifact artifact : plugin.getArtifacts()) {
            identity.add(artifact.getId());
            if (artifact.isSnapshot() && artifact.getFile() != null) {
                identity.add(digest(artifact.getFile().toPath()));
            }
        }
        return identity;
    }

    private static String digest(Path jarOrClasses) throws IOException {
        if (Files.isRegularFile(jarOrClasses)) {
            return RunRecord.digest(Files.readAllBytes(jarOrClasses));
        }
        StringBuilder content = new StringBuilder();
        try (var files = Files.walk(jarOrClasses)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                content.append(jarOrClasses.relativize(file))
                        .append(' ')
                        .append(RunRecord.digest(Files.readAllBytes(file)))
                        .append('\n');
            }
        }
        return RunRecord.digest(content.toString().getBytes(StandardCharsets.UTF_8));
    }
}
