package dev.packetwright.examples.chat.server;

import dev.packetwright.examples.chat.Address;
import dev.packetwright.examples.chat.packets.Protocol;
import dev.packetwright.examples.chat.packets.ServerPacketManager;
import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionManager;
import dev.packetwright.runtime.session.WebSocketOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code chat server} command. */
@Command(
        name = "server",
        description = "Runs the chat server until it is told to end.",
        mixinStandardHelpOptions = true)
public final class ServerCommand implements Callable<Integer> {
    @Mixin
    private Address address = new Address();

    @Option(
            names = "--web",
            paramLabel = "PORT",
            description = "Also serves a page for browsers on this port. They send their lines over WebSocket.")
    private @Nullable Integer webPort;

    @Option(
            names = "--web-socket",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The port of the WebSocket; any that is free by default.")
    private int webSocketPort;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "Another origin from which browsers may connect, such as https://chat.example.org.")
    private List<String> origins = new ArrayList<>();

    @Option(
            names = "--drain",
            defaultValue = "2",
            description = "Over how many seconds to say goodbye when told to end; default: ${DEFAULT-VALUE}.")
    private int drainSeconds;

    /** Called by picocli. */
    public ServerCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var sessions = new SessionManager<ChatSession>();
        var room = new SessionGroup<ChatSession>();
        var packets = new ServerPacketManager<>(new ChatHandler(room::broadcast));
        serve(() -> new ChatSession(sessions, room, packets));
        return 0;
    }

    private void serve(Supplier<ChatSession> newPlayer) throws IOException, InterruptedException {
        try (Listener listener = Listener.open(address.resolve(), newPlayer)) {
            InetSocketAddress local = listener.localAddress();
            System.out.println("listening on " + local.getHostString() + ":" + local.getPort());
            if (webPort == null) {
                sayGoodbyeAtTheEnd(List.of(listener));
                listener.awaitClosed();
            } else {
                serveBrowsersToo(webPort, listener, newPlayer);
            }
        }
    }

    /** Players in browsers are in the same room as all others: they differ only in the listener that they came in by. */
    private void serveBrowsersToo(int pagePort, Listener listener, Supplier<ChatSession> newPlayer)
            throws IOException, InterruptedException {
        String host = address.resolve().getHostString();
        try (WebPage page = WebPage.bind(new InetSocketAddress(host, pagePort));
                Listener browsers = Listener.open(
                        new InetSocketAddress(host, webSocketPort),
                        ServerOptions.defaults().withWebSocket(webSocket(page.port())),
                        newPlayer)) {
            page.serve(browsers.localAddress().getPort());
            System.out.println("open http://" + host + ":" + page.port() + "/ in a browser");
            sayGoodbyeAtTheEnd(List.of(listener, browsers));
            listener.awaitClosed();
        }
    }

    /** Only the page itself may connect, whatever this machine is called, and a browser needs the same protocol. */
    private WebSocketOptions webSocket(int pagePort) {
        Stream<String> own = Stream.of(
                        "localhost", "127.0.0.1", address.resolve().getHostString())
                .map(host -> "http://" + host + ":" + pagePort);
        return WebSocketOptions.defaults()
                .withProtocol(Protocol.FINGERPRINT)
                .withOrigins(Stream.concat(own, origins.stream()).toList());
    }

    /** On SIGTERM and Ctrl-C, each player gets a notice and everything sent so far before the connection ends. */
    private void sayGoodbyeAtTheEnd(List<Listener> listeners) {
        Thread goodbye = new Thread(
                () -> {
                    listeners.parallelStream().forEach(listener -> listener.drain(Duration.ofSeconds(drainSeconds)));
                    System.out.println("closed");
                },
                "goodbye");
        Runtime.getRuntime().addShutdownHook(goodbye);
    }
}
