package dev.packetwright.cli;

import dev.packetwright.generator.output.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A file in the syntax of Make that says what was read.
 *
 * <p>What depends on all that is by default the file itself: it is written anew by every run that succeeds, while a source
 * that stays the same is not touched, and would seem out of date for ever.
 */
final class Depfile {
    /** What means something to Make in the midst of a name. */
    private static final String SPECIAL = " \t#:*?[";

    @Option(
            names = "--depfile",
            paramLabel = "DEPFILE",
            description = "Writes there, as a rule of Make, which files were read, imports included.")
    private @Nullable Path file;

    @Option(
            names = "--depfile-target",
            paramLabel = "TARGET",
            description = "What depends on them in DEPFILE; default: DEPFILE itself.")
    private @Nullable String target;

    boolean isWanted() {
        return file != null || target != null;
    }

    boolean isComplete() {
        return file != null || target == null;
    }

    /** Writes it, if that is wanted. */
    void write(List<Path> read, Optional<Path> lock) throws IOException {
        if (file != null) {
            List<String> names = Stream.concat(read.stream(), lock.stream())
                    .map(Path::toString)
                    .distinct()
                    .toList();
            String rule = rule(target == null ? file.toString() : target, names);
            AtomicFile.write(file, rule.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The rule, and an empty one for each file, so that Make does not stop when one of them is gone. */
    static String rule(String target, Collection<String> read) throws IOException {
        StringBuilder rule = new StringBuilder(escaped(target)).append(':');
        StringBuilder empty = new StringBuilder();
        for (String name : read) {
            rule.append(" \\\n ").append(escaped(name));
            empty.append('\n').append(escaped(name).replace("%", "\\%")).append(":\n");
        }
        return rule.append('\n').append(empty).toString();
    }

    private static String escaped(String name) throws IOException {
        StringBuilder out = new StringBuilder();
        int backslashes = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\n' || c == '\r' || c == ';') {
                throw new IOException("a depfile cannot name the file '" + name
                        + "': Make knows no way to write line breaks and semicolons");
            }
            if (SPECIAL.indexOf(c) >= 0) {
                out.append("\\".repeat(backslashes + 1));
            } else if (c == '$') {
                out.append('$');
            }
            out.append(c);
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }
        return out.toString();
    }
}
