package dev.packetwright.generator.receipt;

import dev.packetwright.generator.artifact.Artifacts;
import dev.packetwright.generator.output.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The receipts that an output folder has itself, for those who run the generator without a build folder: one for each
 * package, beside the list of its files.
 */
public final class OutputReceipts {
    private static final String FOLDER = ".packetwright/";

    /** No package's list is called so, as no name in Java has a dash. */
    private static final String SUFFIX = "-receipt";

    private final Path output;

    /**
     * @param output the output folder; it need not exist yet
     */
    public OutputReceipts(Path output) {
        this.output = output;
    }

    /** The receipt of the run that was asked for the same, if another one would change nothing. */
    public Optional<Receipt> stillTrue(String request, Artifacts artifacts) throws IOException {
        return files().stream()
                .flatMap(file -> Receipt.read(file).stream())
                .filter(receipt -> receipt.isStillTrue(request, artifacts, output))
                .findFirst();
    }

    private List<Path> files() throws IOException {
        Path folder = output.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** Tears up the receipt of a package, before anything of it is touched. */
    public void discard(String packageName) throws IOException {
        Files.deleteIfExists(file(packageName));
    }

    /** Keeps the receipt of its package. */
    public void keep(Receipt receipt) throws IOException {
        receipt.write(file(receipt.packageName()));
    }

    private Path file(String packageName) throws IOException {
        return new Folder(output).resolve(FOLDER + packageName + SUFFIX);
    }
}
