package dev.packetwright.testkit;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One session of a server, connected to a recording client, for the test of one handler. Give the session to the handler
 * and look at what it has sent, or let it receive a packet on the whole way: framing, limits, manager, handler. It has a
 * {@link TestNetwork} of its own, with seed 0, and must be closed like one.
 *
 * @param <S> the session
 * @param <P> the packets that it sends
 */
public final class RecordedSession<S extends PacketSession, P extends Packet> implements AutoCloseable {
    private final TestNetwork network;
    private final S session;
    private final Probe<P> client;
    private Optional<Disconnect> disconnect = Optional.empty();

    private RecordedSession(TestNetwork network, Supplier<S> factory, Class<P> sent) {
        this.network = network;
        List<S> made = new ArrayList<>(1);
        Listener listener = network.listen(() -> {
            S session = factory.get();
            made.add(session);
            return session;
        });
        this.client = network.probe(listener, sent);
        if (made.isEmpty()) {
            throw new IllegalStateException("the factory made no session; its exception is in the log");
        }
        this.session = Objects.requireNonNull(made.get(0));
        if (!session.addListener((ended, end) -> disconnect = Optional.of(end))) {
            session.disconnected().thenAccept(end -> disconnect = Optional.of(end));
        }
    }

    /**
     * Makes a session and connects it.
     *
     * @param sent the packets that the session sends: a generated interface such as {@code ClientPacket.class}
     */
    public static <S extends PacketSession, P extends Packet> RecordedSession<S, P> of(
            Supplier<S> factory, Class<P> sent) {
        TestNetwork network = TestNetwork.seeded(0);
        try {
            return new RecordedSession<>(network, factory, sent);
        } catch (RuntimeException | Error failure) {
            network.close();
            throw failure;
        }
    }

    /** The session. */
    public S session() {
        return session;
    }

    /** Lets the session receive a packet, and returns after its handler has returned. */
    public void receive(Packet packet) {
        client.send(packet);
        network.run();
    }

    /** All packets that the session has sent, in their order. */
    public List<P> sent() {
        network.run();
        return client.received();
    }

    /** How the session has ended; empty while it has not. */
    public Optional<Disconnect> disconnect() {
        network.run();
        return disconnect;
    }

    /** The client at the other end. */
    public Probe<P> client() {
        return client;
    }

    /** The network, to let time pass. */
    public TestNetwork network() {
        return network;
    }

    @Override
    public void close() {
        network.close();
    }
}
