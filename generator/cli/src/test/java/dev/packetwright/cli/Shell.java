package dev.packetwright.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs the packaged command in a child process. */
final class Shell {
    private final Path folder;
    private final List<String> javaOptions = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    private final Map<String, String> environment;
    private byte[] input = {};
    private Path jar = jar();

    /** A shell in that working directory. */
    Shell(Path folder) {
        this(folder, Map.of());
    }

    Shell(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** The command as it is packaged. */
    static Path jar() {
        return Path.of(System.getProperty("packetwright.jar", "target/packetwright.jar"));
    }

    /** Runs another one. */
    Shell of(Path otherJar) {
        jar = otherJar;
        return this;
    }

    /** What the command is to find on its standard input. */
    Shell with(String standardInput) {
        return with(standardInput.getBytes(StandardCharsets.UTF_8));
    }

    Shell with(byte[] standardInput) {
        input = standardInput;
        return this;
    }

    Shell withJava(String... options) {
        javaOptions.addAll(Arrays.asList(options));
        return this;
    }

    Result run(String... arguments) {
        try {
            return run(command(arguments));
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Runs it on, its output and its errors in one stream. */
    Process start(String... arguments) throws IOException {
        return new ProcessBuilder(command(arguments))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** By files, for pipes that nobody reads fill up. */
    private Result run(List<String> command) throws IOException, InterruptedException {
        Path in = Files.write(Files.createTempFile("in", ""), input);
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            int exitCode = builder.start().waitFor();
            return new Result(exitCode, read(out), read(err));
        } finally {
            Files.delete(in);
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** What the shell gets to see. */
    record Result(int exitCode, String out, String err) {}
}
