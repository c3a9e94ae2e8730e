package dev.packetwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/**
 * The standard streams and the working folder of one run of the command. Commands take both from here, not from the
 * process, so that several runs can share one process.
 *
 * @param out standard output as bytes; text goes to the writers of picocli
 * @param folder the folder that relative paths of the command line start from
 */
record Console(InputStream in, OutputStream out, Path folder) implements ITypeConverter<Path> {
    /** Stands for standard input in the place of a file. */
    static final Path STANDARD_INPUT = Path.of("-");

    private static final int MAX_INPUT_MEGABYTES = 256;

    /** The console of this process. */
    static Console ofProcess() {
        return new Console(System.in, System.out, Path.of(""));
    }

    @Override
    public Path convert(String argument) {
        Path path = Path.of(argument);
        return path.equals(STANDARD_INPUT) ? path : folder.resolve(path);
    }

    /**
     * Reads standard input to its end.
     *
     * @throws IOException if there are more than 256 MiB
     */
    byte[] readInput() throws IOException {
        byte[] bytes = in.readNBytes((MAX_INPUT_MEGABYTES << 20) + 1);
        if (bytes.length > MAX_INPUT_MEGABYTES << 20) {
            throw new IOException("standard input has more than " + MAX_INPUT_MEGABYTES + " MiB; pass a part of it");
        }
        return bytes;
    }
}
