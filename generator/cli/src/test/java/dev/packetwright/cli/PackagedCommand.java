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
final class PackagedCommand {
    private final Path folder;
    private final List<String> javaOptions = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    private final Map<String, String> environment;
    private byte[] input = {};
    private Path jar = jar();

    /** A command with the given working folder. */
    PackagedCommand(Path folder) {
        this(folder, Map.of());
    }

    PackagedCommand(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** Returns the runnable jar of this build. */
    static Path jar() {
        return Path.of(System.getProperty("packetwright.jar", "target/packetwright.jar"));
    }

    /** Runs another jar. */
    PackagedCommand of(Path otherJar) {
        jar = otherJar;
        return this;
    }

    /** Sets the standard input of the next run. */
    PackagedCommand with(String standardInput) {
        return with(standardInput.getBytes(StandardCharsets.UTF_8));
    }

    PackagedCommand with(byte[] standardInput) {
        input = standardInput;
        return this;
    }

    /** Adds options of the virtual machine. */
    PackagedCommand withJava(String... options) {
        javaOptions.addAll(Arrays.asList(options));
        return this;
    }

    Shell.Result run(String... arguments) {
        try {
            return run(command(arguments));
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Starts the command with its output and its errors as one stream. */
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

    /** Runs a command with its output redirected to files, because a pipe without a reader fills up. */
    private Shell.Result run(List<String> command) throws IOException, InterruptedException {
        Path in = Files.write(Files.createTempFile("in", ""), input);
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().remove("CI");
            builder.environment().putAll(environment);
            int exitCode = builder.start().waitFor();
            return new Shell.Result(exitCode, read(out), read(err));
        } finally {
            Files.delete(in);
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
