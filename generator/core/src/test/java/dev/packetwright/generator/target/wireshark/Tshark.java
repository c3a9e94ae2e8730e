package dev.packetwright.generator.target.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program {@code tshark} of this machine, which dissects captures like Wireshark. */
final class Tshark {
    /** The property that decides what happens without it: {@code required} fails, anything else leaves tests out. */
    private static final String PROPERTY = "packetwright.tshark";

    private static final boolean IS_THERE = Stream.of(
                    System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tshark")));
    private static final int CAP_SECONDS = 600;

    private Tshark() {}

    static boolean isThere() {
        return IS_THERE;
    }

    static boolean isRequired() {
        return "required".equals(System.getProperty(PROPERTY));
    }

    /**
     * Runs it, without the settings of the user, and returns the file with its output. Mistakes in Lua do not change its exit
     * code, but are errors here.
     */
    static Path run(Path folder, List<String> arguments) {
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        List<String> command = new ArrayList<>(List.of("tshark", "-n"));
        command.addAll(arguments);
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().put("HOME", folder.toString());
            builder.environment().put("XDG_CONFIG_HOME", folder.toString());
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            try {
                assertThat(process.waitFor(CAP_SECONDS, TimeUnit.SECONDS))
                        .as("%s ends", command)
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(Files.readAllLines(errors))
                    .filteredOn(line -> line.contains("tshark:"))
                    .isEmpty();
            assertThat(process.exitValue()).isZero();
            return output;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
