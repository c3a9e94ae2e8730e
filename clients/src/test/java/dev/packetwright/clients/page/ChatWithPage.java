package dev.packetwright.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.examples.chat.Chat;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server of the chat with its page, in a process of its own, so that it can be killed.
 *
 * @param process the process
 * @param port the port for TCP
 * @param webPort the port of the page
 * @param webSocketPort the port for the WebSockets of the page
 */
record ChatWithPage(Process process, int port, int webPort, int webSocketPort) implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern PAGE = Pattern.compile("open http://127\\.0\\.0\\.1:(\\d+)/ in a browser");

    /** Starts a server on any free ports, and waits until it listens. */
    static ChatWithPage start() throws IOException, InterruptedException {
        return start(0, 0, 0);
    }

    /** Starts a server on the ports of one that has ended. */
    static ChatWithPage startAgain(ChatWithPage ended) throws IOException, InterruptedException {
        return start(ended.port, ended.webPort, ended.webSocketPort);
    }

    private static ChatWithPage start(int port, int webPort, int webSocketPort)
            throws IOException, InterruptedException {
        Process process =
                chat("server", "--port", "" + port, "--web", "" + webPort, "--web-socket", "" + webSocketPort);
        BufferedReader output = process.inputReader();
        int tcp = number(LISTENING, output);
        int web = number(PAGE, output);
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "output of the server");
        reader.setDaemon(true);
        reader.start();
        return new ChatWithPage(process, tcp, web, askForPort(web));
    }

    /** Asks as the page does. */
    private static int askForPort(int web) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web + "/port"))
                .build();
        return Integer.parseInt(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** Starts a command of the chat. */
    static Process chat(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dnative.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Chat.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static int number(Pattern pattern, BufferedReader output) throws IOException {
        String line = output.readLine();
        Matcher matcher = pattern.matcher(String.valueOf(line));
        assertThat(matcher.matches()).as("the server says: %s", line).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** Kills the server. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
