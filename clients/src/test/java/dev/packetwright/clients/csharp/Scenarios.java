package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.target.csharp.CSharpOptions;
import dev.packetwright.testing.Mono;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scenarios of {@code src/test/csharp}, run one after another by one process for all tests. */
final class Scenarios {
    private static final int CAP_SECONDS = 120;
    private static final Path SOURCES = Folders.PROJECT.resolve("clients/src/test/csharp");
    private static @Nullable Path program;
    private static @Nullable Process process;

    private Scenarios() {}

    /** The program with all scenarios, compiled on first use. */
    static synchronized Path program() {
        if (program == null) {
            try {
                Path folder = Folders.PROJECT.resolve("clients/target/scenarios");
                Files.createDirectories(folder);
                Sources game = Sources.of(Folders.PROJECT.resolve("pdl/game.xml"));
                Packets.write(game, CSharpOptions.DEFAULT.withNamespace("Game"), folder);
                program = Mono.compile(folder, "-debug", all(Folders.RUNTIME), all(Folders.CHAT_CLIENT), all(SOURCES));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return program;
    }

    static String all(Path folder) {
        return "-recurse:" + folder.resolve("*.cs");
    }

    /** Runs a scenario. Its assertions fail the test. */
    static void run(String scenario, Object... arguments) {
        String words = Stream.concat(Stream.of(scenario), Stream.of(arguments).map(String::valueOf))
                .collect(Collectors.joining(" "));
        assertThat(answer(words)).as(scenario).isEqualTo("ok");
    }

    private static synchronized String answer(String command) {
        Process running = running();
        FutureTask<@Nullable String> exchange = new FutureTask<>(() -> exchange(running, command));
        Thread thread = new Thread(exchange, "scenario");
        thread.setDaemon(true);
        thread.start();
        try {
            String answer = exchange.get(CAP_SECONDS, TimeUnit.SECONDS);
            return answer == null ? "the process has ended" : answer;
        } catch (TimeoutException hanging) {
            return "no answer in " + CAP_SECONDS + " s";
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        } finally {
            if (!exchange.isDone()) {
                running.destroyForcibly();
            }
        }
    }

    private static @Nullable String exchange(Process running, String command) throws IOException {
        Writer input = running.outputWriter();
        input.write(command + "\n");
        input.flush();
        BufferedReader output = running.inputReader();
        return output.readLine();
    }

    private static Process running() {
        if (process == null || !process.isAlive()) {
            process = start();
        }
        return process;
    }

    private static Process start() {
        try {
            Process started = new ProcessBuilder(
                            List.of("mono", "--debug", program().toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
