package dev.packetwright.examples.chat.client;

import dev.packetwright.examples.chat.packets.C_Chat;
import dev.packetwright.examples.chat.packets.ClientPacketHandler;
import dev.packetwright.examples.chat.packets.ClientPacketManager;
import dev.packetwright.examples.chat.packets.S_Chat;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.PacketSession;
import java.io.PrintStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** The client's end of the connection, which prints the lines of the chat. */
final class ClientSession extends PacketSession implements ClientPacketHandler<ClientSession> {
    private static final int LEFT = 0;
    private static final int SERVER_GONE = 1;

    private final ClientPacketManager<ClientSession> packets = new ClientPacketManager<>(this);
    private final PrintStream output = Terminal.output();
    private final Queue<String> unheard = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean leaving;
    private volatile int exitCode = LEFT;

    /** Sends a line and remembers it until it comes back from the room. */
    void say(C_Chat packet) {
        unheard.add(packet.chat());
        send(packet);
    }

    /** Closes as soon as all lines sent so far have come back. */
    void leaveWhenHeard() {
        leaving = true;
        closeIfHeard();
    }

    int awaitEnd() throws InterruptedException {
        ended.await();
        return exitCode;
    }

    @Override
    protected void onPacket(PacketReader packet) {
        packets.dispatch(this, packet);
    }

    @Override
    public void onS_Chat(ClientSession session, S_Chat packet) {
        output.println("[" + packet.playerId() + "] " + packet.chat());
        if (packet.chat().equals(unheard.peek())) {
            unheard.remove();
            closeIfHeard();
        }
    }

    private void closeIfHeard() {
        if (leaving && unheard.isEmpty()) {
            close();
        }
    }

    @Override
    protected void onDisconnected(Disconnect disconnect) {
        if (disconnect.reason() != DisconnectReason.CLOSED_LOCALLY) {
            output.println("the server has gone: " + disconnect);
            exitCode = SERVER_GONE;
        }
        ended.countDown();
    }
}
