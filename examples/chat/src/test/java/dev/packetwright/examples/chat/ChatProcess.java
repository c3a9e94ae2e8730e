package dev.packetwright.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The chat jar in a process of its own. */
final class ChatProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private ChatProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::readLines, "output of the chat");
        reader.setDaemon(true);
        reader.start();
    }

    static ChatProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(System.getProperty("chat.jar"));
        command.addAll(List.of(arguments));
        return new ChatProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    static ChatProcess startServer() throws IOException {
        return start("server", "--port", "0");
    }

    private void readLines() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            lines.add("(the output ended: " + closed.getMessage() + ")");
        }
    }

    /** Waits for a line that matches. */
    Matcher awaitLine(Pattern pattern) throws InterruptedException {
        while (true) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("a line like %s, after %s", pattern, seen).isNotNull();
            seen.add(line);
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher;
            }
        }
    }

    Matcher awaitLine(String regex) throws InterruptedException {
        return awaitLine(Pattern.compile(regex));
    }

    /** The port that a server reports. */
    int awaitPort() throws InterruptedException {
        return Integer.parseInt(awaitLine(LISTENING).group(1));
    }

    void type(String text) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Sends SIGTERM where signals exist and leaves the output open. */
    void terminate() {
        process.toHandle().destroy();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("ends, after %s", seen)
                .isTrue();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the process if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
