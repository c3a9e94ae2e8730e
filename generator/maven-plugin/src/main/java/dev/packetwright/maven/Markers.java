package dev.packetwright.maven;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.Severity;
import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;

/**
 * What an IDE shows in the PDL itself. Without an IDE the build context has nothing better to do than to log, which is done
 * already, and better: then it is told nothing.
 */
final class Markers {
    private final BuildContext context;
    private final boolean isShown;

    /**
     * @param context of this build
     * @param legacy the same by its former name, which IDEs implement
     */
    Markers(BuildContext context, org.sonatype.plexus.build.incremental.BuildContext legacy) {
        this.context = context;
        this.isShown = !(context instanceof DefaultBuildContext
                && legacy instanceof org.sonatype.plexus.build.incremental.DefaultBuildContext);
    }

    /** Takes away what an earlier build said about files. */
    void clear(Collection<Path> files) {
        files.stream().map(Path::toFile).forEach(context::removeMessages);
    }

    void show(Diagnostic diagnostic) {
        File file = new File(diagnostic.place().source().name());
        if (isShown && file.isFile()) {
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

    /** Says that something in a folder was written or removed. */
    void refresh(Path folder) {
        context.refresh(folder.toFile());
    }
}
