package dev.packetwright.benchmarks.net;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process on a core of its own that is controlled line by line. */
final class Child implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx1g",
            "-Dio.netty.leakDetection.level=disabled",
            "-cp",
            System.getProperty("java.class.path"));
    private static final int ANSWER_SECONDS = 120;

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    /**
     * Starts the process.
     *
     * @param core the core that all its threads run on
     */
    Child(int core, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", String.valueOf(core), java()));
        command.addAll(OPTIONS);
        command.add(main.getName());
        command.addAll(arguments);
        this.name = main.getSimpleName() + " " + String.join(" ", arguments);
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
    }

    private static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    /** Sends a line and waits for the answer. */
    String ask(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        return answer();
    }

    /** Waits for a line. */
    String answer() throws IOException {
        var watchdog = new Thread(this::endIfItHangs, "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
        String line = answers.readLine();
        watchdog.interrupt();
        if (line == null) {
            throw new IOException(name + " has ended");
        }
        return line;
    }

    private void endIfItHangs() {
        try {
            TimeUnit.SECONDS.sleep(ANSWER_SECONDS);
            process.destroyForcibly();
        } catch (InterruptedException answered) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
