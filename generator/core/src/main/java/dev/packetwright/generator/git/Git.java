package dev.packetwright.generator.git;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code git} command in a folder. It is started without a shell.
 *
 * @param program the name or the path of the command
 */
record Git(String program, Path folder) {
    /** Variables that git sets for its hooks. They would lead it to another repository than that of the folder. */
    private static final List<String> OF_HOOKS = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX");

    /**
     * The result of a run.
     *
     * @param error the first message, in English; empty if there is none
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Result(int exitCode, byte[] out, String error) {
        boolean failed() {
            return exitCode != 0;
        }

        /** Returns the output without the line feed at its end. */
        String line() {
            return new String(out, StandardCharsets.UTF_8).stripTrailing();
        }
    }

    /**
     * Runs the command to its end.
     *
     * @param input the standard input, short enough for the buffer of a pipe
     * @throws IOException if git cannot be started
     */
    Result run(String input, String... arguments) throws IOException {
        Process process = start(arguments);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedAlready) {
            // Its exit code and its messages tell why.
        }
        byte[] out = process.getInputStream().readAllBytes();
        String messages = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            String error = messages.lines().findFirst().orElse("");
            return new Result(process.waitFor(), out, error);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new InterruptedIOException("interrupted while git was running");
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(Redirect.PIPE);
        builder.environment().keySet().removeAll(OF_HOOKS);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new IOException(
                    "git could not be started; it has to be installed and on the PATH to read a revision", missing);
        }
    }
}
