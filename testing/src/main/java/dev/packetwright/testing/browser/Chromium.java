package dev.packetwright.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A headless Chromium, driven through its DevTools protocol. It asks nobody but this machine for anything. One process
 * serves all tests of a JVM, and ends with it.
 */
public final class Chromium {
    /** The property that decides what happens without it: {@code required} fails, anything else leaves tests out. */
    private static final String PROPERTY = "packetwright.chromium";

    private static final String PROGRAM = "chromium";
    private static final String LISTENING = "DevTools listening on ";
    private static final int CAP_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<JsonNode> events;

    private Chromium(String address) {
        Incoming incoming = new Incoming(answers);
        this.events = incoming.events;
        this.socket = await(HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(address), incoming));
    }

    /** The one process, started by the first test that needs it. */
    private static final class Shared {
        static final Chromium INSTANCE = start();
    }

    static Chromium shared() {
        return Shared.INSTANCE;
    }

    /** Whether this machine has it. */
    public static boolean isThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    private static boolean isRequired() {
        return "required".equals(System.getProperty(PROPERTY));
    }

    /** Says in one line which tests are left out without it. {@code -Dpacketwright.chromium=required} makes that a failure. */
    public static void reportWhatIsLeftOut(String tests) {
        if (!isThere()) {
            String leftOut = "Left out without chromium (Debian: chromium): " + tests;
            assertThat(isRequired()).as(leftOut).isFalse();
            System.out.println(leftOut);
        }
    }

    private static Chromium start() {
        try {
            Path profile = Files.createTempDirectory("chromium");
            Process process = new ProcessBuilder(
                            PROGRAM,
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--hide-scrollbars",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, profile)));
            return new Chromium(await(addressOf(process)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The address that the process prints. The rest of its output is read as well, so that it never waits for a reader. */
    private static CompletableFuture<String> addressOf(Process process) {
        CompletableFuture<String> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                lines.lines()
                        .filter(line -> line.startsWith(LISTENING))
                        .forEach(line -> address.complete(line.substring(LISTENING.length())));
            } catch (IOException | UncheckedIOException ended) {
                address.completeExceptionally(ended);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return address;
    }

    private static void end(Process process, Path profile) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(profile)) {
            process.waitFor(CAP_SECONDS, TimeUnit.SECONDS);
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException | InterruptedException leftBehind) {
            System.out.println("Left behind: " + profile);
        }
    }

    /** What arrives: answers to commands, and events, which come before the answers to later commands. */
    private static final class Incoming implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonNode>> answers;
        private final ConcurrentLinkedQueue<JsonNode> events = new ConcurrentLinkedQueue<>();
        private final StringBuilder message = new StringBuilder();

        Incoming(Map<Integer, CompletableFuture<JsonNode>> answers) {
            this.answers = answers;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            message.append(part);
            if (isLast) {
                accept(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void accept(String text) {
            try {
                JsonNode json = JSON.readTree(text);
                if (json.has("id")) {
                    Objects.requireNonNull(answers.remove(json.get("id").intValue()))
                            .complete(json);
                } else {
                    events.add(json);
                }
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }
    }

    /** The events so far of one page, in their order. */
    Stream<JsonNode> events(String session) {
        return events.stream().filter(event -> event.path("sessionId").asText().equals(session));
    }

    /** Sends a command and returns its result. */
    JsonNode send(String session, String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> command = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        await(socket.sendText(JSON.valueToTree(command).toString(), true));
        JsonNode json = await(answer);
        if (json.has("error")) {
            throw new AssertionError(method + ": " + json.get("error"));
        }
        return json.get("result");
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(CAP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }
}
