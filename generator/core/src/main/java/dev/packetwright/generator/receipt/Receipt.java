package dev.packetwright.generator.receipt;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.artifact.Artifacts;
import dev.packetwright.generator.load.Input;
import dev.packetwright.generator.output.AtomicFile;
import dev.packetwright.generator.target.GeneratedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a run of the generator was asked for, what it has read, and what it has written.
 *
 * <p>As long as all of it is still so, another run would change nothing. That is told by content alone: no time of a file,
 * no clock and no state but this has a say.
 *
 * @param request what was asked for: everything but the content of the inputs that has a say in the outputs
 * @param packageName the package of the sources
 * @param inputs what was read
 * @param outputs what was written
 */
public record Receipt(String request, String packageName, List<Input> inputs, List<Output> outputs) {
    private static final String FORMAT = "packetwright 1";
    private static final int MAX_FIELDS = 4;

    public Receipt {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * A source that was written.
     *
     * @param path with slashes, relative to the output folder
     * @param digest the {@linkplain Input#digest digest} of its content
     */
    public record Output(String path, String digest) {
        static Output of(GeneratedFile file) {
            return new Output(file.path(), Input.digest(file.content().getBytes(StandardCharsets.UTF_8)));
        }

        private boolean isThere(Path folder) {
            try {
                Path file = folder.resolve(path);
                return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Input.digest(Files.readAllBytes(file)).equals(digest);
            } catch (IOException | InvalidPathException unreadable) {
                return false;
            }
        }
    }

    /**
     * The receipt for what came of a request.
     *
     * @param inputs what was read
     * @param lock the lock file as it is now, if there is one on disk
     */
    public static Receipt of(String request, Generation generation, Collection<Input> inputs, Optional<Path> lock)
            throws IOException {
        List<Input> all = new ArrayList<>(inputs);
        if (lock.isPresent()) {
            all.add(Input.onDisk(lock.get(), Files.readAllBytes(lock.get())));
        }
        List<Output> outputs = generation.files().stream().map(Output::of).toList();
        return new Receipt(request, generation.protocol().namespace(), all, outputs);
    }

    /** A request out of what it consists of. */
    public static String request(Collection<String> parts) {
        return digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    /** The digest that receipts have instead of a content. */
    public static String digest(byte[] content) {
        return Input.digest(content);
    }

    /** Whether the same request would read and write the same once more. */
    public boolean isStillTrue(String wanted, Artifacts artifacts, Path outputFolder) {
        return request.equals(wanted)
                && inputs.stream().allMatch(input -> input.isUnchanged(artifacts))
                && outputs.stream().allMatch(output -> output.isThere(outputFolder));
    }

    /** Reads a receipt; one that is not there, or that nobody can read, is none. */
    public static Optional<Receipt> read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Writes it, whole or not at all. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, text().getBytes(StandardCharsets.UTF_8));
    }

    /** A line for each, its fields between tabs: whatever has a tab in its name is not worth a receipt. */
    private String text() {
        List<String> lines = new ArrayList<>(List.of(FORMAT, request, packageName));
        inputs.forEach(input -> lines.add(
                String.join("\t", "read", input.digest(), input.artifact().orElse(""), input.file())));
        outputs.forEach(output -> lines.add(String.join("\t", "wrote", output.digest(), output.path())));
        lines.add("end");
        return String.join("\n", lines) + "\n";
    }

    private static Optional<Receipt> parse(String text) {
        List<String> lines = text.lines().toList();
        int last = lines.size() - 1;
        if (last < 3 || !lines.get(0).equals(FORMAT) || !lines.get(last).equals("end")) {
            return Optional.empty();
        }
        List<Input> inputs = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (String line : lines.subList(3, last)) {
            String[] fields = line.split("\t", -1);
            if (fields.length == MAX_FIELDS && fields[0].equals("read")) {
                inputs.add(new Input(Optional.of(fields[2]).filter(name -> !name.isEmpty()), fields[3], fields[1]));
            } else if (fields.length == MAX_FIELDS - 1 && fields[0].equals("wrote")) {
                outputs.add(new Output(fields[2], fields[1]));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Receipt(lines.get(1), lines.get(2), inputs, outputs));
    }
}
