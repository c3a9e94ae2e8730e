package dev.packetwright.maven;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.Severity;
import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;

/**
 * The errors and warnings that an IDE shows in the PDL file itself. Without an IDE the build context would only log them;
 * {@link Report} does that already, so nothing is passed on.
 */
final class Markers {
    private final BuildContext context;
    private final boolean isShown;

    /**
     * @param context the build context
     * @param legacy the build context under its former name, which IDEs implement
     */
    Markers(BuildContext context, org.sonatype.plexus.build.incremental.BuildContext legacy) {
        this.context = context;
        this.isShown = !(context instanceof DefaultBuildContext
                && legacy instanceof org.sonatype.plexus.build.incremental.DefaultBuildContext);
    }

    /** Removes the markers of an earlier build from files. */
    void clear(Collection<Path> files) {
        files.stream().map(Path::toFile).forEach(context::removeMessages);
    }

    /** Shows an error or a warning. IDEs have no marker for a note. */
    void show(Diagnostic diagnostic) {
        File file = new File(diagnostic.place().source().name());
        if (isShown && file.isFile() && diagnostic.severity() != Severity.NOTE) {
            String help = diagnostic.help().isEmpty() ? "" : "; " + diagnostic.help();
            context.addMessage(
                    file,
                    diagnostic.place().line(),
                    diagnostic.place().column(),
                    diagnostic.message() + " [" + diagnostic.code() + "]" + help,
                    diagnostic.severity() == Severity.ERROR
                            ? BuildContext.SEVERITY_ERROR
                            : BuildContext.SEVERITY_WARNING,
                    null);
        }
    }

    /** Reports that files in a folder were written or removed. */
    void refresh(Path folder) {
        context.refresh(folder.toFile());
    }
}
