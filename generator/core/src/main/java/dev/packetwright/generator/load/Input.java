package dev.packetwright.generator.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file with the content that it had when it was read.
 *
 * @param artifact the artifact that contains the file; empty for a file on disk
 * @param file the path, or the path within the artifact
 * @param digest the {@linkplain #digest digest} of the content
 */
public record Input(Optional<String> artifact, String file, String digest) {
    /** Returns the input for a file on disk. */
    public static Input onDisk(Path file, byte[] content) {
        return new Input(Optional.empty(), file.toString(), digest(content));
    }

    static Input of(Location location, byte[] content) {
        if (location instanceof Location.InArtifact in) {
            return new Input(Optional.of(in.artifact()), in.file(), digest(content));
        }
        return new Input(Optional.empty(), location.name(), digest(content));
    }

    /** Returns the SHA-256 of a content, in hexadecimal digits. */
    public static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Returns whether the file still exists with the same content. */
    public boolean isUnchanged(Artifacts artifacts) {
        try {
            return digest(content(artifacts)).equals(digest);
        } catch (IOException | ArtifactNotFoundException gone) {
            return false;
        }
    }

    private byte[] content(Artifacts artifacts) throws IOException, ArtifactNotFoundException {
        if (artifact.isEmpty()) {
            return Files.readAllBytes(Path.of(file));
        }
        Artifact found = artifacts.find(artifact.get());
        return found.read(file).bytes();
    }
}
