package dev.packetwright.examples.chat.bots;

import dev.packetwright.examples.chat.packets.C_Chat;
import dev.packetwright.examples.chat.packets.ClientPacketHandler;
import dev.packetwright.examples.chat.packets.ClientPacketManager;
import dev.packetwright.examples.chat.packets.S_Chat;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketSession;

/** A bot. It sends numbered lines and checks that it receives the lines of every bot in order. */
final class Bot extends PacketSession implements ClientPacketHandler<Bot> {
    private final ClientPacketManager<Bot> packets = new ClientPacketManager<>(this);
    private final int number;
    private final String run;
    private final Tally tally;
    private final int[] nextOf;

    Bot(int number, int count, String run, Tally tally) {
        this.number = number;
        this.run = run;
        this.tally = tally;
        this.nextOf = new int[count];
    }

    /** Sends a line. Returns whether the session accepted it. */
    boolean say(int line) {
        return send(new C_Chat(new Line(number, line).text(run)));
    }

    @Override
    protected void onPacket(PacketReader packet) {
        packets.dispatch(this, packet);
    }

    @Override
    public void onS_Chat(Bot session, S_Chat packet) {
        Line.parse(packet.chat(), run).ifPresent(this::hear);
    }

    private void hear(Line line) {
        if (line.number() == Line.HELLO) {
            if (line.bot() == number) {
                tally.joined();
            }
        } else if (line.number() < nextOf[line.bot()]) {
            tally.complain("bot " + number + " heard line " + line.number() + " of bot " + line.bot() + " again");
        } else {
            nextOf[line.bot()] = line.number() + 1;
            tally.heard();
        }
    }

    @Override
    protected void onDisconnected(Disconnect disconnect) {
        if (!tally.isOver()) {
            tally.complain("bot " + number + " was disconnected: " + disconnect);
        }
        tally.left();
    }
}
