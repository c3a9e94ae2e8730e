package dev.packetwright.cli;

import dev.packetwright.generator.source.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The standard streams and the working folder of one run of the command. Commands take both from here, not from the
 * process, so that several runs can share one process.
 *
 * @param out standard output as bytes; text goes to the writers of picocli
 * @param folder the folder that relative paths of the command line start from
 * @param environment the environment variables
 */
record Console(InputStream in, OutputStream out, Path folder, Map<String, String> environment)
        implements ITypeConverter<Path> {
    /** Stands for standard input in the place of a file. */
    static final Path STANDARD_INPUT = Path.of("-");

    /** The name of standard input in messages. */
    static final String STANDARD_INPUT_NAME = "standard input";

    /** The size of the largest input that is read as a whole, in bytes. */
    static final int MAX_INPUT_BYTES = 256 << 20;

    /** The console of this process. */
    static Console ofProcess() {
        return new Console(System.in, System.out, Path.of(""), System.getenv());
    }

    /** A console without environment variables. */
    Console(InputStream in, OutputStream out, Path folder) {
        this(in, out, folder, Map.of());
    }

    @Override
    public Path convert(String argument) {
        if (FileNames.isOutsideLocale(argument)) {
            throw new TypeConversionException(FileNames.problem(argument) + "; " + FileNames.HELP);
        }
        Path path = Path.of(argument);
        return path.equals(STANDARD_INPUT) ? path : inFolder(path);
    }

    private Path inFolder(Path path) {
        Path resolved = folder.resolve(path);
        if (!resolved.isAbsolute() && FileNames.isWorkingFolderOutsideLocale()) {
            throw new TypeConversionException(
                    "this system cannot name the working folder, where '" + path + "' would be; " + FileNames.HELP);
        }
        return resolved;
    }

    /**
     * Reads standard input to its end.
     *
     * @throws IOException if there are more than 256 MiB
     */
    byte[] readInput() throws IOException {
        return readAll(in, STANDARD_INPUT_NAME);
    }

    /**
     * Reads an input to its end.
     *
     * @param name the name of the input in messages
     * @throws IOException if there are more than 256 MiB
     */
    static byte[] readAll(InputStream input, String name) throws IOException {
        byte[] bytes = input.readNBytes(MAX_INPUT_BYTES + 1);
        if (bytes.length > MAX_INPUT_BYTES) {
            throw tooLong(name);
        }
        return bytes;
    }

    /** Returns the exception for an input that is too long to be read as a whole. */
    static IOException tooLong(String name) {
        return new IOException(name + " has more than " + (MAX_INPUT_BYTES >> 20) + " MiB; pass a part of it");
    }
}
