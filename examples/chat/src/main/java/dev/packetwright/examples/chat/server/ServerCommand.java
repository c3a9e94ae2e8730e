package dev.packetwright.examples.chat.server;

import dev.packetwright.examples.chat.Address;
import dev.packetwright.examples.chat.packets.ServerPacketManager;
import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.SessionManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
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
        try (Listener listener = Listener.open(address.resolve(), () -> new ChatSession(sessions, room, packets))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> sayGoodbye(listener), "goodbye"));
            InetSocketAddress local = listener.localAddress();
            System.out.println("listening on " + local.getHostString() + ":" + local.getPort());
            listener.awaitClosed();
        }
        return 0;
    }

    /** On SIGTERM and Ctrl-C, each player gets a notice and everything sent so far before the connection ends. */
    private void sayGoodbye(Listener listener) {
        listener.drain(Duration.ofSeconds(drainSeconds));
        System.out.println("closed");
    }
}
