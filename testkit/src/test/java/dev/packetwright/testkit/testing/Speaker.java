package dev.packetwright.testkit.testing;

import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.testkit.chat.C_Chat;
import dev.packetwright.testkit.chat.S_Chat;
import dev.packetwright.testkit.chat.ServerPacketHandler;
import dev.packetwright.testkit.chat.ServerPacketManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session of a server that answers each line with the same line, and records what it hears. */
public class Speaker extends PacketSession implements ServerPacketHandler<Speaker> {
    private static final int SERVER = 1;

    private final ServerPacketManager<Speaker> packets = new ServerPacketManager<>(this);
    private final List<String> heard = new ArrayList<>();
    private Optional<Disconnect> disconnect = Optional.empty();

    @Override
    protected void onPacket(PacketReader packet) {
        packets.dispatch(this, packet);
    }

    @Override
    public void onC_Chat(Speaker session, C_Chat packet) {
        heard.add(packet.chat());
        say(packet.chat());
    }

    /** Sends a line. */
    public final boolean say(String line) {
        return send(new S_Chat(SERVER, line));
    }

    @Override
    protected void onDisconnected(Disconnect end) {
        disconnect = Optional.of(end);
    }

    /** The lines heard so far. */
    public final List<String> heard() {
        return heard;
    }

    /** The end, in words; fails if the session goes on. */
    public final String end() {
        return disconnect.map(Disconnect::toString).orElseThrow(() -> new AssertionError("the session has not ended"));
    }

    /** Whether the session has ended. */
    public final boolean hasEnded() {
        return disconnect.isPresent();
    }
}
