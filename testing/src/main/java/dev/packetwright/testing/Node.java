package dev.packetwright.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code node} and {@code npm} of this machine, and the tools from npm that tests of TypeScript need. */
public final class Node {
    /** The property that decides what happens without them: {@code required} fails, anything else leaves tests out. */
    private static final String PROPERTY = "packetwright.node";

    private static final boolean IS_THERE = isOnPath("node") && isOnPath("npm");
    private static final int CAP_SECONDS = 300;
    private static final String LOCKFILE = "package-lock.json";

    private Node() {}

    /** Whether this machine has both. */
    public static boolean isThere() {
        return IS_THERE;
    }

    private static boolean isRequired() {
        return "required".equals(System.getProperty(PROPERTY));
    }

    /** Says in one line which tests are left out without Node. {@code -Dpacketwright.node=required} makes that a failure. */
    public static void reportWhatIsLeftOut(String tests) {
        if (!isThere()) {
            String leftOut = "Left out without node and npm (Debian: nodejs, npm): " + tests;
            assertThat(isRequired()).as(leftOut).isFalse();
            System.out.println(leftOut);
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /**
     * The folder {@code node_modules} with the packages of a lockfile. They are installed below a folder that is built, once
     * for all tests of all processes, and without any script of theirs.
     *
     * @param sources the folder with {@code package.json} and its lockfile
     * @param target the folder to install into
     */
    public static Path modules(Path sources, Path target) {
        Path modules = target.resolve("node_modules");
        try {
            Files.createDirectories(target);
            try (FileChannel channel = FileChannel.open(
                            target.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assertThat(lock.isValid()).isTrue();
                install(sources, target);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return modules;
    }

    private static void install(Path sources, Path target) throws IOException {
        Path installed = target.resolve("installed.json");
        Path lockfile = sources.resolve(LOCKFILE);
        if (Files.exists(installed) && Files.mismatch(installed, lockfile) < 0) {
            return;
        }
        for (String file : List.of("package.json", LOCKFILE)) {
            Files.copy(sources.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run(target, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
        Files.copy(lockfile, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Runs a script in a folder and returns its output. Fails the test if it does not end well. */
    public static String run(Path folder, Path script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", script.toString()));
        command.addAll(List.of(arguments));
        return run(folder, command);
    }

    private static String run(Path folder, List<String> command) {
        Result result = result(folder, command);
        assertThat(result.exitCode()).as("%s: %s", command, result.output()).isZero();
        return result.output();
    }

    /** Runs a script in a folder, however it ends. */
    public static Result result(Path folder, Path script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", script.toString()));
        command.addAll(List.of(arguments));
        return result(folder, command);
    }

    /**
     * The end of a script.
     *
     * @param output what it printed, errors included
     */
    public record Result(int exitCode, String output) {}

    private static Result result(Path folder, List<String> command) {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertThat(process.waitFor(CAP_SECONDS, TimeUnit.SECONDS))
                        .as("%s ends", command)
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), Files.readString(output));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
