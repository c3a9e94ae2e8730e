package dev.packetwright.examples.chat.client;

import dev.packetwright.examples.chat.Address;
import dev.packetwright.examples.chat.packets.C_Chat;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.session.Connector;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code chat client} command. */
@Command(
        name = "client",
        description = "Sends the lines that are typed, and prints what is said in the room.",
        mixinStandardHelpOptions = true)
public final class ClientCommand implements Callable<Integer> {
    @Mixin
    private Address address = new Address();

    @Option(names = "--name", defaultValue = "", description = "Put before each line; default: nothing.")
    private String name = "";

    /** Called by picocli. */
    public ClientCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Connector connector = Connector.open()) {
            ClientSession session =
                    connector.connect(address.resolve(), ClientSession::new).get();
            Thread typing = new Thread(() -> type(session), "typing");
            typing.setDaemon(true);
            typing.start();
            return session.awaitEnd();
        } catch (ExecutionException notConnected) {
            throw new IOException(
                    "cannot connect to " + address.resolve() + ": " + notConnected.getCause(), notConnected);
        }
    }

    /** Sends each line of the input, and leaves after all of them have come back from the room. */
    private void type(ClientSession session) {
        try (BufferedReader input = Terminal.input()) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                say(session, name.isEmpty() ? line : name + ": " + line);
            }
            session.leaveWhenHeard();
        } catch (IOException unreadable) {
            System.err.println("the input cannot be read: " + unreadable.getMessage());
            session.close();
        }
    }

    private static void say(ClientSession session, String line) {
        try {
            session.say(new C_Chat(line));
        } catch (PacketTooLargeException tooLong) {
            System.err.println("not sent: " + tooLong.getMessage());
        }
    }
}
