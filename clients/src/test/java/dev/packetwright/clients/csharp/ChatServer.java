package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.examples.chat.Chat;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server of the chat example, in a process of its own, so that it can be killed. */
final class ChatServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final int port;

    private ChatServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a server, and waits until it listens. The port 0 stands for any. */
    static ChatServer start(int port) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Chat.class.getName(),
                        "server",
                        "--port",
                        String.valueOf(port)))
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        Matcher listening = LISTENING.matcher(String.valueOf(line));
        assertThat(listening.matches()).as("the server says: %s", line).isTrue();
        drop(output);
        return new ChatServer(process, Integer.parseInt(listening.group(1)));
    }

    /** Reads the rest of the output, for which the server would wait otherwise. */
    private static void drop(BufferedReader output) {
        Thread thread = new Thread(() -> output.lines().forEach(line -> {}), "output of the server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return port;
    }

    /** Kills the server. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
