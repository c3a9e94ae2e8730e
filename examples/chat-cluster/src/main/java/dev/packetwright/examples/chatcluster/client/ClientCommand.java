package dev.packetwright.examples.chatcluster.client;

import dev.packetwright.examples.chat.client.Terminal;
import dev.packetwright.examples.chatcluster.Servers;
import dev.packetwright.runtime.session.Connector;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code chat-cluster client} command. */
@Command(
        name = "client",
        description = {
            "Sends typed lines to a room and prints the lines of the room. /join NAME changes the room.",
            "When its node fails, it connects to the next one and receives the lines that it has missed."
        },
        mixinStandardHelpOptions = true)
public final class ClientCommand implements Callable<Integer> {
    private static final String JOIN = "/join ";
    private static final int MAX_ROUNDS = 40;
    private static final long BETWEEN_ROUNDS = 500;

    @Mixin
    private Servers servers = new Servers();

    @Option(names = "--room", defaultValue = "lobby", description = "The first room; default: ${DEFAULT-VALUE}.")
    private String room = "lobby";

    @Option(names = "--name", defaultValue = "", description = "A prefix of each line; default: none.")
    private String name = "";

    /** Called by picocli. */
    public ClientCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var conversation = new Conversation(room);
        try (Connector connector = Connector.open()) {
            ClientSession session = connect(connector, conversation, servers.resolve(), 1);
            Thread typing = new Thread(() -> type(conversation), "typing");
            typing.setDaemon(true);
            typing.start();
            while (true) {
                session.disconnected().toCompletableFuture().join();
                if (conversation.isLeaving()) {
                    return 0;
                }
                session = connect(connector, conversation, servers.resolve(), MAX_ROUNDS);
            }
        }
    }

    /** Tries one node after the other, for a number of rounds. */
    private static ClientSession connect(
            Connector connector, Conversation conversation, List<InetSocketAddress> nodes, int rounds)
            throws IOException, InterruptedException {
        String refused = "";
        for (int round = 0; round < rounds; round++) {
            for (InetSocketAddress node : nodes) {
                try {
                    return connector
                            .connect(node, () -> new ClientSession(conversation))
                            .get();
                } catch (ExecutionException notConnected) {
                    refused = node + ": " + notConnected.getCause();
                }
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_ROUNDS);
        }
        throw new IOException("cannot connect to any of " + nodes + "; " + refused);
    }

    /** Reads lines to the end of the input, and leaves when all of them have come back from the room. */
    private void type(Conversation conversation) {
        try (BufferedReader input = Terminal.input()) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                if (line.startsWith(JOIN)) {
                    conversation.join(line.substring(JOIN.length()).strip());
                } else {
                    conversation.say(name.isEmpty() ? line : name + ": " + line);
                }
            }
            conversation.leaveWhenEchoed();
        } catch (IOException unreadable) {
            System.err.println("the input cannot be read: " + unreadable.getMessage());
            conversation.leave();
        }
    }
}
