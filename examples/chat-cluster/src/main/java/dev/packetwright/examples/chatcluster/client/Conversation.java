package dev.packetwright.examples.chatcluster.client;

import dev.packetwright.examples.chat.client.Terminal;
import dev.packetwright.examples.chatcluster.Lines;
import dev.packetwright.examples.chatcluster.packets.C_Chat;
import dev.packetwright.examples.chatcluster.packets.C_Join;
import dev.packetwright.examples.chatcluster.packets.S_Chat;
import dev.packetwright.examples.chatcluster.packets.S_Joined;
import dev.packetwright.examples.chatcluster.packets.S_Lines;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The lines that a user sends and receives, across all connections. Thread-safe. */
final class Conversation {
    private static final int SERVER = 0;

    private final PrintStream output = Terminal.output();
    private final Queue<C_Chat> unsent = new ArrayDeque<>();
    private final Queue<String> unechoed = new ArrayDeque<>();
    private Lines lines;
    private @Nullable ClientSession session;
    private boolean joined;
    private boolean leaving;

    Conversation(String room) {
        lines = new Lines(room);
    }

    // ---- typed

    synchronized void say(String text) {
        var packet = new C_Chat(text);
        try {
            packet.encodedSize();
            unsent.add(packet);
            sendQueued();
        } catch (PacketTooLargeException tooLong) {
            System.err.println("not sent: " + tooLong.getMessage());
        }
    }

    synchronized void join(String room) {
        lines = new Lines(room);
        joined = false;
        askToJoin();
    }

    /** Leaves as soon as all lines have come back from the room. */
    synchronized void leaveWhenEchoed() {
        leaving = true;
        leaveIfEchoed();
    }

    /** Leaves at once. */
    synchronized void leave() {
        leaving = true;
        if (session != null) {
            session.close();
        }
    }

    synchronized boolean isLeaving() {
        return leaving;
    }

    private void askToJoin() {
        if (session != null) {
            session.send(new C_Join(lines.room(), 0, 0));
        }
    }

    private void sendQueued() {
        while (joined && session != null && session.isOpen() && !unsent.isEmpty()) {
            C_Chat packet = unsent.remove();
            unechoed.add(packet.chat());
            session.send(packet);
        }
    }

    private void leaveIfEchoed() {
        if (leaving && unsent.isEmpty() && unechoed.isEmpty() && session != null) {
            session.close();
        }
    }

    // ---- received

    synchronized void connected(ClientSession to) {
        session = to;
        askToJoin();
    }

    synchronized void disconnected(String why) {
        session = null;
        joined = false;
        if (!leaving || !unechoed.isEmpty()) {
            output.println("(connection lost: " + why + ")");
        }
        unechoed.forEach(line -> output.println("(perhaps not sent: " + line + ")"));
        unechoed.clear();
    }

    synchronized void onJoined(S_Joined packet) {
        if (!packet.room().equals(lines.room())) {
            return;
        }
        if (!joined) {
            output.println("(in " + packet.room() + " as player " + packet.playerId() + ")");
        }
        joined = true;
        lines.joined(packet).ifPresent(missed -> {
            if (session != null) {
                session.send(missed);
            }
        });
        sendQueued();
    }

    synchronized void onLines(S_Lines packet) {
        lines.from(packet);
    }

    synchronized void onChat(S_Chat packet) {
        if (packet.playerId() == SERVER || lines.received().isPresent()) {
            output.println("[" + packet.playerId() + "] " + packet.chat());
            if (packet.chat().equals(unechoed.peek())) {
                unechoed.remove();
                leaveIfEchoed();
            }
        }
    }
}
