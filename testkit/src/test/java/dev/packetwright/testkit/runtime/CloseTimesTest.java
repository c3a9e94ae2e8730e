package dev.packetwright.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import dev.packetwright.testkit.Probe;
import dev.packetwright.testkit.TestNetwork;
import dev.packetwright.testkit.chat.ClientPacket;
import dev.packetwright.testkit.chat.S_Chat;
import dev.packetwright.testkit.testing.Speaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guarantees 4 and 9: closing, shutting down and draining take a limited time. */
class CloseTimesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final SessionOptions SESSION =
            SessionOptions.forListener().withSendQueueLimit(64 << 20).withCloseTimeout(SECOND.multipliedBy(5));

    private final TestNetwork net = TestNetwork.seeded(9);
    private final List<Speaker> sessions = new ArrayList<>();
    private final List<Probe<ClientPacket>> clients = new ArrayList<>();

    @AfterEach
    void close() {
        net.close();
    }

    private Listener listen(SessionOptions options, Duration shutdownLimit) {
        class Polite extends Speaker {
            @Override
            protected void onDraining() {
                say("goodbye");
            }
        }
        ServerOptions server =
                ServerOptions.defaults().withLoops(1).withSession(options).withShutdownLimit(shutdownLimit);
        return net.listen(server, () -> {
            var session = new Polite();
            sessions.add(session);
            return session;
        });
    }

    private void connect(Listener server, int count) {
        for (int i = 0; i < count; i++) {
            clients.add(net.probe(server, ClientPacket.class));
        }
    }

    @Test
    void closeGivesUpOnAPeerThatDoesNotRead() {
        connect(listen(SESSION, SECOND), 1);
        Speaker session = sessions.get(0);
        net.sentTo(clients.get(0)).stop();
        for (int i = 0; i < 100; i++) {
            session.say("x".repeat(2000));
        }
        long accepted = 100L * new S_Chat(1, "x".repeat(2000)).encodedSize();
        session.close();
        net.advance(SECOND.multipliedBy(5).minusNanos(1));
        assertThat(session.hasEnded()).isFalse();
        net.advance(Duration.ofNanos(1));
        long unsent = accepted - net.sentTo(clients.get(0)).waiting();
        assertThat(session.end()).isEqualTo("close timed out: the peer did not take all, " + unsent + " bytes unsent");
        net.sentTo(clients.get(0)).resume();
        net.run();
        assertThat(clients.get(0).disconnect())
                .as("not as if it had been all")
                .hasValueSatisfying(end -> assertThat(end.reason()).isEqualTo(DisconnectReason.CONNECTION_LOST));
    }

    @Test
    void closeGivesUpOnAPeerThatDoesNotClose() {
        connect(listen(SESSION, SECOND), 1);
        Speaker session = sessions.get(0);
        net.sentBy(clients.get(0)).stop();
        session.say("last words");
        session.close();
        net.advance(SECOND.multipliedBy(5));
        assertThat(session.end()).isEqualTo("close timed out: the peer did not close its side");
        assertThat(clients.get(0).received()).containsExactly(new S_Chat(1, "last words"));
    }

    @Test
    void aListenerAbortsWhatIsLeftAtItsLimit() {
        Listener server = listen(SESSION.withCloseTimeout(Duration.ofHours(1)), SECOND.multipliedBy(7));
        connect(server, 3);
        net.sentBy(clients.get(1)).stop();
        server.close();
        assertThat(net.elapsed()).isEqualTo(SECOND.multipliedBy(7));
        assertThat(sessions)
                .extracting(Speaker::end)
                .containsExactly("closed locally", "aborted locally", "closed locally");
        assertThat(server.metrics().sessionsOpen()).isZero();
    }

    @Test
    void aDrainTellsEverybodyAndClosesOneAfterAnother() {
        Listener server = listen(SESSION, SECOND);
        connect(server, 4);
        List<Duration> ends = new ArrayList<>();
        for (Speaker session : sessions) {
            session.addListener((ended, end) -> ends.add(net.elapsed()));
        }
        server.drain(SECOND.multipliedBy(60));
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.received()).containsExactly(new S_Chat(1, "goodbye")));
        assertThat(ends)
                .containsExactly(
                        Duration.ZERO, SECOND.multipliedBy(15), SECOND.multipliedBy(30), SECOND.multipliedBy(45));
        assertThat(server.metrics().disconnects(DisconnectReason.CLOSED_LOCALLY))
                .isEqualTo(4);
    }

    @Test
    void aDrainAbortsWhoDoesNotGo() {
        Listener server = listen(SESSION.withCloseTimeout(Duration.ofHours(1)), SECOND.multipliedBy(2));
        connect(server, 3);
        clients.forEach(client -> net.sentBy(client).stop());
        server.drain(SECOND.multipliedBy(60));
        assertThat(net.elapsed()).isEqualTo(SECOND.multipliedBy(62));
        assertThat(server.metrics().disconnects(DisconnectReason.ABORTED_LOCALLY))
                .isEqualTo(3);
    }
}
