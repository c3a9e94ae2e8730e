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
 * A file in the syntax of Make that lists the files that were read.
 *
 * <p>By default the target of the rule is the depfile itself, because every successful run writes it. An unchanged
 * source is not written, so as the target it would always be out of date.
 */
final class Depfile {
    /** The characters that have a meaning for Make inside a file name. */
    private static final String SPECIAL = " \t#:*?[";

    @Option(
            names = "--depfile",
            paramLabel = "DEPFILE",
            description = "The file to write a Make rule into that lists the files that were read, imports included.")
    private @Nullable Path file;

    @Option(
            names = "--depfile-target",
            paramLabel = "TARGET",
            description = "The target of the rule in DEPFILE; default: DEPFILE itself.")
    private @Nullable String target;

    boolean isWanted() {
        return file != null || target != null;
    }

    boolean isComplete() {
        return file != null || target == null;
    }

    /** Writes the depfile if the command line asks for it. */
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

    /**
     * Returns the rule, and an empty rule for each file so that Make does not stop when one of the files is missing.
     */
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
                        + "': Make has no syntax for line breaks and semicolons in names");
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
