package dev.packetwright.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The C# compiler {@code mcs} and the runtime {@code mono} of this machine. */
public final class Mono {
    /** The property that decides what happens without them: {@code required} fails, anything else leaves tests out. */
    private static final String PROPERTY = "packetwright.mono";

    private static final boolean IS_THERE = isOnPath("mcs") && isOnPath("mono");
    private static final int CAP_SECONDS = 300;

    private Mono() {}

    /** Whether this machine has both. */
    public static boolean isThere() {
        return IS_THERE;
    }

    private static boolean isRequired() {
        return "required".equals(System.getProperty(PROPERTY));
    }

    /** Says in one line which tests are left out without Mono. {@code -Dpacketwright.mono=required} makes that a failure. */
    public static void reportWhatIsLeftOut(String tests) {
        if (!isThere()) {
            String leftOut = "Left out without mcs and mono (Debian: mono-mcs, mono-runtime): " + tests;
            assertThat(isRequired()).as(leftOut).isFalse();
            System.out.println(leftOut);
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Compiles all sources below a folder, in the C# of all Unity versions, with warnings as errors. */
    public static Path compile(Path folder, String... options) {
        Path program = folder.resolve("program.exe");
        List<String> command = new ArrayList<>(
                List.of("mcs", "-langversion:7.2", "-warnaserror", "-warn:4", "-codepage:utf8", "-out:" + program));
        command.addAll(List.of(options));
        command.add("-recurse:" + folder.resolve("*.cs"));
        Result result = run(folder, command);
        assertThat(result.exitCode()).as("mcs: %s", result.output()).isZero();
        return program;
    }

    /** Runs a program. Fails the test if it does not end well. */
    public static String run(Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of("mono", program.toString()));
        command.addAll(List.of(arguments));
        Result result = run(program.resolveSibling("."), command);
        assertThat(result.exitCode()).as("%s", result.output()).isZero();
        return result.output();
    }

    private record Result(int exitCode, String output) {}

    private static Result run(Path folder, List<String> command) {
        Path output = folder.resolve("output.txt");
        try {
            Process process = new ProcessBuilder(command)
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
