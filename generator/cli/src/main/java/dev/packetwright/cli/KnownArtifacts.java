package dev.packetwright.cli;

import dev.packetwright.generator.load.Artifact;
import dev.packetwright.generator.load.ArtifactNotFoundException;
import dev.packetwright.generator.load.Artifacts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The artifacts that are given on the command line. */
final class KnownArtifacts implements Artifacts {
    @Option(
            names = "--artifact",
            paramLabel = "GROUP:NAME=JAR",
            description = "The jar of an artifact that PDL files import from; can be given several times.")
    private Map<String, Path> jars = new HashMap<>();

    @Override
    public Artifact find(String name) throws ArtifactNotFoundException {
        Path jar = jars.get(name);
        if (jar == null) {
            throw new ArtifactNotFoundException(
                    "no jar is known for the artifact " + name, "give it with --artifact " + name + "=JAR");
        }
        return Artifact.packed(name, jar);
    }
}
