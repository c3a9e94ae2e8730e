package dev.packetwright.testkit;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client that records what it receives. It is a session like others: {@code send} sends a packet, or any bytes;
 * {@code close} and {@code abort} end it. {@link TestNetwork#probe} connects one. Use it on the network's thread.
 *
 * @param <P> the packets that it receives
 */
public final class Probe<P extends Packet> extends PacketSession {
    private final Class<P> type;
    private final PacketTypes types;
    private final List<P> received = new ArrayList<>();
    private int taken;
    private Optional<Disconnect> disconnect = Optional.empty();

    Probe(Class<P> type) {
        this.type = type;
        this.types = PacketTypes.of(type);
    }

    @Override
    protected void onPacket(PacketReader packet) {
        received.add(type.cast(types.read(packet)));
    }

    @Override
    protected void onDisconnected(Disconnect end) {
        disconnect = Optional.of(end);
    }

    /** All packets received so far, in their order. */
    public List<P> received() {
        return List.copyOf(received);
    }

    /** The packets received since the last call of this method. */
    public List<P> takeReceived() {
        List<P> news = List.copyOf(received.subList(taken, received.size()));
        taken = received.size();
        return news;
    }

    /** How the connection ended for the client; empty while it has not. */
    public Optional<Disconnect> disconnect() {
        return disconnect;
    }
}
