package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guarantee 9: draining, the slow form of a shutdown. The test kit's {@code CloseTimesTest} tests its times. */
@Tag(Wire.TAG)
class DrainTest {
    private static final class Told extends PacketSession {
        @Override
        protected void onDraining() {
            send(Message.of(1, 1));
        }

        @Override
        protected void onPacket(PacketReader packet) {
            send(Message.of(2, 2));
        }
    }

    private final BlockingQueue<Told> sessions = new LinkedBlockingQueue<>();
    private final List<Peer> peers = new ArrayList<>();
    private final List<Told> connected = new ArrayList<>();
    private final Listener listener = open();

    private Listener open() {
        SessionOptions patient = SessionOptions.forListener().withCloseTimeout(Duration.ofHours(1));
        ServerOptions options =
                ServerOptions.defaults().withLoops(1).withSession(patient).withShutdownLimit(Duration.ofSeconds(30));
        try {
            return Listener.open(Server.anyPort(), Wire.over(options), () -> {
                var session = new Told();
                sessions.add(session);
                return session;
            });
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @AfterEach
    void close() {
        peers.forEach(Peer::close);
        listener.close();
    }

    private void connect(int count) {
        for (int i = 0; i < count; i++) {
            peers.add(Peer.connect(listener.localAddress()));
            connected.add(Await.next(sessions));
        }
    }

    private Thread drain(Duration time) {
        var draining = new Thread(() -> listener.drain(time));
        draining.start();
        for (Peer peer : peers) {
            assertThat(peer.readMessage()).as("everybody is told").isEqualTo(Message.of(1, 1));
        }
        return draining;
    }

    @Test
    void tellsEverybodyAndClosesOneAfterAnother() throws Exception {
        connect(3);
        Thread draining = drain(Duration.ofMinutes(1));
        Await.until("nobody new is let in", () -> !canConnect());
        Await.until(
                "one is closed at once, the others in 20 and 40 seconds",
                () -> connected.stream().filter(Told::isOpen).count() == 2);
        List<Peer> served = new ArrayList<>(peers);
        served.removeIf(peer -> peer.write(Message.of(0, 0)).readUpTo(Message.MIN_SIZE).length == 0);
        assertThat(served).hasSize(2);

        new Thread(listener::close).start(); // ends the drain early
        for (Peer peer : served) {
            assertThat(peer.readToEnd()).isEmpty();
        }
        peers.forEach(Peer::end);
        draining.join();
        assertThat(listener.metrics().disconnects(DisconnectReason.CLOSED_LOCALLY))
                .isEqualTo(3);
        assertThat(listener.metrics().sessionsOpen()).isZero();
    }

    private boolean canConnect() {
        try {
            Peer.connect(listener.localAddress()).close();
            return true;
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    @Test
    void timesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> listener.drain(Duration.ofDays(2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> listener.drain(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
