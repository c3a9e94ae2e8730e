package dev.packetwright.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Runs the command in this process, in a working folder. Messages show paths in this folder as relative paths, as for a
 * process that was started there. {@link PackagedCommand} runs the command as a process.
 */
final class Shell {
    private final Path folder;
    private InputStream input = InputStream.nullInputStream();

    /** A shell with the given working folder. */
    Shell(Path folder) {
        this.folder = folder;
    }

    /** Sets the standard input of the next run. */
    Shell with(String standardInput) {
        return with(standardInput.getBytes(StandardCharsets.UTF_8));
    }

    Shell with(byte[] standardInput) {
        return with(new ByteArrayInputStream(standardInput));
    }

    Shell with(InputStream standardInput) {
        input = standardInput;
        return this;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Packetwright.commandLine(new Console(input, out, folder))
                .setOut(writer(out))
                .setErr(writer(err))
                .execute(arguments);
        return new Result(exitCode, relative(text(out)), relative(text(err)));
    }

    private static PrintWriter writer(ByteArrayOutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** Returns the text with paths in the working folder as relative paths. */
    String relative(String text) {
        return text.replace(folder + File.separator, "");
    }

    /** The exit code and the output of a run. */
    record Result(int exitCode, String out, String err) {}
}
