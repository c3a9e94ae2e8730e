package dev.packetwright.examples.chatcluster.bots;

import dev.packetwright.examples.chatcluster.Lines;
import dev.packetwright.examples.chatcluster.packets.C_Chat;
import dev.packetwright.examples.chatcluster.packets.C_Join;
import dev.packetwright.examples.chatcluster.packets.ClientPacketHandler;
import dev.packetwright.examples.chatcluster.packets.ClientPacketManager;
import dev.packetwright.examples.chatcluster.packets.S_Chat;
import dev.packetwright.examples.chatcluster.packets.S_Joined;
import dev.packetwright.examples.chatcluster.packets.S_Lines;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketSession;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bot that sends numbered lines to its room and records the lines it receives. It reconnects when needed. */
final class Bot {
    private final int number;
    private final String run;
    private final Ledger ledger;
    private final Lines lines;
    private final Consumer<Bot> reconnect;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile @Nullable Connection joined;
    private volatile boolean everJoined;

    Bot(int number, String room, String run, Ledger ledger, Consumer<Bot> reconnect) {
        this.number = number;
        this.run = run;
        this.ledger = ledger;
        this.lines = new Lines(room);
        this.reconnect = reconnect;
    }

    int number() {
        return number;
    }

    boolean hasJoined() {
        return everJoined;
    }

    boolean isJoined() {
        return joined != null;
    }

    int sent() {
        return sent.get();
    }

    int refused() {
        return refused.get();
    }

    /** Sends the next line, if the bot is in the room now. */
    void speak() {
        Connection connection = joined;
        if (connection != null) {
            String text = new Line(number, sent.get(), System.nanoTime()).text(run);
            if (connection.send(new C_Chat(text))) {
                sent.incrementAndGet();
            }
        }
    }

    PacketSession newConnection() {
        return new Connection();
    }

    private final class Connection extends PacketSession implements ClientPacketHandler<Connection> {
        private final ClientPacketManager<Connection> packets = new ClientPacketManager<>(this);

        @Override
        protected void onConnected() {
            send(new C_Join(lines.room(), 0, 0));
        }

        @Override
        protected void onPacket(PacketReader packet) {
            packets.dispatch(this, packet);
        }

        @Override
        public void onS_Joined(Connection session, S_Joined packet) {
            lines.joined(packet).ifPresent(this::send);
            joined = this;
            everJoined = true;
        }

        @Override
        public void onS_Lines(Connection session, S_Lines packet) {
            lines.from(packet);
        }

        @Override
        public void onS_Chat(Connection session, S_Chat packet) {
            if (packet.playerId() == 0) {
                if (packet.chat().contains("Not sent: #" + run)) {
                    refused.incrementAndGet();
                } else if (joined == null) {
                    close(); // it could not enter, and connects again
                }
            } else {
                lines.received()
                        .ifPresent(position -> Line.parse(packet.chat(), run)
                                .ifPresent(line -> ledger.received(number, position, line, packet.chat())));
            }
        }

        @Override
        protected void onDisconnected(Disconnect disconnect) {
            joined = null;
            reconnect.accept(Bot.this);
        }
    }
}
