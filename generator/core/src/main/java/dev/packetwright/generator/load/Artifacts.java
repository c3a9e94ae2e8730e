package dev.packetwright.generator.load;

import java.util.regex.Pattern;

/** Knows where artifacts are: {@code <import artifact="com.example:common" …/>} names one. */
@FunctionalInterface
public interface Artifacts {
    /** What a name of an artifact is: its group, a colon, and its name. */
    Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+");

    /** Knows no artifact. */
    Artifacts NONE = name -> {
        throw new ArtifactNotFoundException("the artifact " + name + " is not known here", "");
    };

    /**
     * Finds an artifact.
     *
     * @param name its group and name, with a colon between them
     * @throws ArtifactNotFoundException if it is not known, or cannot be had
     */
    Artifact find(String name) throws ArtifactNotFoundException;
}
