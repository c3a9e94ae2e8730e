package dev.packetwright.maven;

import dev.packetwright.generator.target.java.JavaOptions;
import dev.packetwright.generator.target.java.SourceEncoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters about Java sources that several goals have.
 *
 * @param encoding the value of {@code <encoding>}; null if neither it nor the encoding of the project is set
 */
record JavaSettings(
        boolean views, int buildersFrom, @Nullable String encoding, boolean nullMarked) {
    JavaOptions options() throws MojoFailureException {
        if (buildersFrom < 1) {
            throw new MojoFailureException("<buildersFrom> is " + buildersFrom + "; it must be at least 1");
        }
        return new JavaOptions(views, buildersFrom, SourceEncoding.of(charset()), nullMarked);
    }

    private Charset charset() throws MojoFailureException {
        try {
            return encoding == null ? StandardCharsets.US_ASCII : Charset.forName(encoding);
        } catch (IllegalArgumentException unknown) {
            throw new MojoFailureException("<encoding> is '" + encoding + "', which is not an encoding", unknown);
        }
    }
}
