package dev.packetwright.examples.chat.server;

import dev.packetwright.examples.chat.Address;
import dev.packetwright.examples.chat.packets.S_Chat;
import dev.packetwright.examples.chat.packets.ServerPacketManager;
import dev.packetwright.runtime.room.Room;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.SessionManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code chat server}. */
@Command(
        name = "server",
        description = "Runs the chat server until it is told to end.",
        mixinStandardHelpOptions = true)
public final class ServerCommand implements Callable<Integer> {
    /** The id by which the server itself speaks; players have ids from 1. */
    private static final int SERVER = 0;

    @Mixin
    private Address address = new Address();

    /** For picocli. */
    public ServerCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var sessions = new SessionManager<ChatSession>();
        var room = new Room<ChatSession>();
        var packets = new ServerPacketManager<>(new ChatHandler(room));
        try (Listener listener = Listener.open(address.resolve(), () -> new ChatSession(sessions, room, packets))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> sayGoodbye(room, listener), "goodbye"));
            InetSocketAddress local = listener.localAddress();
            System.out.println("listening on " + local.getHostString() + ":" + local.getPort());
            listener.awaitClosed();
        }
        return 0;
    }

    /** On SIGTERM and Ctrl-C: closing the listener flushes what everybody was sent. */
    private static void sayGoodbye(Room<ChatSession> room, Listener listener) {
        room.broadcast(new S_Chat(SERVER, "The server is going down. Goodbye!"));
        listener.close();
        System.out.println("closed");
    }
}
