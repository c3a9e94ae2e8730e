package dev.packetwright.examples.chat.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** Serves the page of the chat, whose files are resources, and tells it the port of the WebSocket. */
final class WebPage implements AutoCloseable {
    /** The page asks for the port of the WebSocket here. */
    private static final String PORT = "/port";

    private static final Pattern FILE = Pattern.compile("/(?:[a-z-]+/)?[a-z-]+\\.(html|css|js)");
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
            + " connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final int READERS = 16;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private final HttpServer server;
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS);

    private WebPage(HttpServer server) {
        this.server = server;
    }

    /** Takes the port; 0 takes any that is free. */
    static WebPage bind(InetSocketAddress address) throws IOException {
        return new WebPage(HttpServer.create(address, 0));
    }

    int port() {
        return server.getAddress().getPort();
    }

    /**
     * Begins to serve the page.
     *
     * @param webSocketPort the port of the WebSocket, on the same host
     */
    void serve(int webSocketPort) {
        server.setExecutor(readers); // by default, one slow request would keep all others waiting
        server.createContext("/", exchange -> answer(exchange, webSocketPort));
        server.start();
    }

    private static void answer(HttpExchange exchange, int webSocketPort) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, NOT_ALLOWED, "text/plain", "only GET is allowed\n".getBytes(StandardCharsets.UTF_8));
            } else if (path.equals(PORT)) {
                send(exchange, OK, "text/plain", String.valueOf(webSocketPort).getBytes(StandardCharsets.UTF_8));
            } else {
                sendFile(exchange, path.equals("/") ? "/index.html" : path);
            }
        }
    }

    private static void sendFile(HttpExchange exchange, String path) throws IOException {
        Optional<byte[]> file = file(path);
        if (file.isPresent()) {
            send(exchange, OK, Objects.requireNonNull(TYPES.get(path.replaceFirst(".*\\.", ""))), file.get());
        } else {
            send(exchange, NOT_FOUND, "text/plain", "there is no such page\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Optional<byte[]> file(String path) throws IOException {
        if (!FILE.matcher(path).matches()) {
            return Optional.empty();
        }
        try (InputStream file = WebPage.class.getResourceAsStream("/dev/packetwright/examples/chat/web" + path)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
    }

    @Override
    public void close() {
        server.stop(0);
        readers.shutdownNow();
    }
}
