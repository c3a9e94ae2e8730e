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

/** What somebody says and hears, over as many connections as it takes. Safe for use by many threads. */
final class Conversation {
    private static final int SERVER = 0;

    private final PrintStream output = Terminal.output();
    private final Queue<C_Chat> unsaid = new ArrayDeque<>();
    private final Queue<String> unheard = new ArrayDeque<>();
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
            unsaid.add(packet);
            sayWhatCanBeSaid();
        } catch (PacketTooLargeException tooLong) {
            System.err.println("not sent: " + tooLong.getMessage());
        }
    }

    synchronized void join(String room) {
        lines = new Lines(room);
        joined = false;
        askToJoin();
    }

    /** Leaves as soon as everything said so far has come back. */
    synchronized void leaveWhenHeard() {
        leaving = true;
        leaveIfHeard();
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

    private void sayWhatCanBeSaid() {
        while (joined && session != null && session.isOpen() && !unsaid.isEmpty()) {
            C_Chat packet = unsaid.remove();
            unheard.add(packet.chat());
            session.send(packet);
        }
    }

    private void leaveIfHeard() {
        if (leaving && unsaid.isEmpty() && unheard.isEmpty() && session != null) {
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
        if (!leaving || !unheard.isEmpty()) {
            output.println("(connection lost: " + why + ")");
        }
        unheard.forEach(line -> output.println("(perhaps not said: " + line + ")"));
        unheard.clear();
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
        sayWhatCanBeSaid();
    }

    synchronized void onLines(S_Lines packet) {
        lines.from(packet);
    }

    synchronized void onChat(S_Chat packet) {
        if (packet.playerId() == SERVER || lines.heard().isPresent()) {
            output.println("[" + packet.playerId() + "] " + packet.chat());
            if (packet.chat().equals(unheard.peek())) {
                unheard.remove();
                leaveIfHeard();
            }
        }
    }
}
