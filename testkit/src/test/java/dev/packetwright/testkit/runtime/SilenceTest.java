package dev.packetwright.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import dev.packetwright.testkit.Probe;
import dev.packetwright.testkit.TestNetwork;
import dev.packetwright.testkit.chat.C_Chat;
import dev.packetwright.testkit.chat.ClientPacket;
import dev.packetwright.testkit.chat.S_Chat;
import dev.packetwright.testkit.testing.Speaker;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guarantee 7: idle timeouts and heartbeats. */
class SilenceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final TestNetwork net = TestNetwork.seeded(7);

    @AfterEach
    void close() {
        net.close();
    }

    private Listener listen(SessionOptions options, Speaker session) {
        return net.listen(ServerOptions.defaults().withLoops(1).withSession(options), () -> session);
    }

    @Test
    void aSilentPeerIsCutWhereThatIsWanted() {
        var session = new Speaker();
        Listener server = listen(SessionOptions.forListener().withIdleTimeout(HALF_A_MINUTE), session);
        Probe<ClientPacket> silent = net.probe(server, ClientPacket.class);
        net.advance(HALF_A_MINUTE.minusNanos(1));
        assertThat(session.isOpen()).isTrue();
        net.advance(SECOND);
        assertThat(session.end()).isEqualTo("idle timed out");
        assertThat(silent.disconnect()).as("in good order").hasToString("Optional[closed by peer]");
        assertThat(server.metrics().disconnects(DisconnectReason.IDLE_TIMED_OUT))
                .isEqualTo(1);
    }

    /** The limit may take effect up to two seconds late, because it is checked once a second. */
    @Test
    void aPeerThatSpeaksNowAndThenIsNotSilent() {
        var session = new Speaker();
        Listener server = listen(SessionOptions.forListener().withIdleTimeout(HALF_A_MINUTE), session);
        Probe<ClientPacket> client = net.probe(server, ClientPacket.class);
        for (int i = 0; i < 100; i++) {
            net.advance(HALF_A_MINUTE.minusSeconds(1));
            client.send(new C_Chat("still here"));
        }
        net.run();
        assertThat(session.heard()).hasSize(100);
        net.advance(HALF_A_MINUTE.minusSeconds(1));
        assertThat(session.isOpen()).isTrue();
        net.advance(SECOND.multipliedBy(3));
        assertThat(session.hasEnded()).isTrue();
    }

    /** A peer that is gone does not close its side. The session must still report the idle timeout as its reason. */
    @Test
    void aSilentPeerThatDoesNotAnswerTheCloseWasSilentNevertheless() {
        var session = new Speaker();
        Listener server = listen(
                SessionOptions.forListener().withIdleTimeout(HALF_A_MINUTE).withCloseTimeout(SECOND), session);
        Probe<ClientPacket> gone = net.probe(server, ClientPacket.class);
        net.sentTo(gone).stop();
        net.advance(HALF_A_MINUTE);
        assertThat(session.isOpen()).as("closing").isFalse();
        assertThat(session.hasEnded()).isFalse();
        net.advance(SECOND);
        assertThat(session.end()).isEqualTo("idle timed out: the peer did not close its side");
        assertThat(server.metrics().disconnects(DisconnectReason.IDLE_TIMED_OUT))
                .isEqualTo(1);
        assertThat(server.metrics().disconnects(DisconnectReason.CLOSE_TIMED_OUT))
                .isZero();
    }

    @Test
    void aSilentPeerIsAskedWhetherItIsThere() {
        class Asking extends Speaker {
            @Override
            protected void onIdle() {
                say("are you there?");
            }
        }
        var session = new Asking();
        Listener server = listen(SessionOptions.forListener().withHeartbeat(HALF_A_MINUTE), session);
        Probe<ClientPacket> client = net.probe(server, ClientPacket.class);
        net.advance(HALF_A_MINUTE.minusNanos(1));
        assertThat(client.received()).isEmpty();
        net.advance(HALF_A_MINUTE);
        assertThat(client.takeReceived()).containsExactly(new S_Chat(1, "are you there?"));
        net.advance(HALF_A_MINUTE);
        assertThat(client.takeReceived()).as("again").hasSize(1);
        client.send(new C_Chat("yes"));
        net.advance(HALF_A_MINUTE.minusSeconds(1));
        assertThat(client.takeReceived()).as("an echo only").containsExactly(new S_Chat(1, "yes"));
    }

    @Test
    void anOnIdleThatThrowsEndsItsSession() {
        class Throwing extends Speaker {
            @Override
            protected void onIdle() {
                throw new IllegalStateException("on purpose");
            }
        }
        var session = new Throwing();
        net.probe(listen(SessionOptions.forListener().withHeartbeat(SECOND), session), ClientPacket.class);
        net.advance(SECOND.multipliedBy(2));
        assertThat(session.end()).startsWith("handler failed").contains("on purpose");
    }

    /** What the peer has sent while the process stood still is read before anybody is judged. */
    @Test
    void nobodyIsSilentWhileTheProcessStandsStill() {
        var session = new Speaker();
        Listener server = listen(SessionOptions.forListener().withIdleTimeout(HALF_A_MINUTE), session);
        net.probe(server, ClientPacket.class);
        for (int i = 0; i < 5; i++) {
            net.pause(Duration.ofHours(1)); // each counts as two seconds
        }
        assertThat(session.isOpen()).isTrue();
        net.advance(HALF_A_MINUTE);
        assertThat(session.end()).isEqualTo("idle timed out");
    }
}
