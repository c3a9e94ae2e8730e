package dev.packetwright.generator.load;

import java.util.regex.Pattern;

/** The source of artifacts. {@code <import artifact="com.example:common" …/>} names an artifact. */
@FunctionalInterface
public interface Artifacts {
    /** The form of an artifact's name: group, colon, name. */
    Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+");

    /** Knows no artifact. */
    Artifacts NONE = name -> {
        throw new ArtifactNotFoundException("the artifact " + name + " is not known here", "");
    };

    /**
     * Finds an artifact.
     *
     * @param name the group and the name, with a colon between them
     * @throws ArtifactNotFoundException if the artifact is unknown or cannot be obtained
     */
    Artifact find(String name) throws ArtifactNotFoundException;
}
