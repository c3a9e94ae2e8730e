package dev.packetwright.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import dev.packetwright.testkit.Probe;
import dev.packetwright.testkit.TestNetwork;
import dev.packetwright.testkit.chat.ClientPacket;
import dev.packetwright.testkit.testing.Speaker;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guarantee 6: a peer that does not read costs a bounded amount of time, which the server configures. */
class SlowPeerTimesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofHours(1);
    private static final SessionOptions PATIENT = SessionOptions.forListener()
            .withSendQueueLimit(64 << 20)
            .withSendQueueSoftLimit(64 << 20, LONG)
            .withStallTimeout(LONG);

    private final TestNetwork net = TestNetwork.seeded(8);
    private final Speaker session = new Speaker();

    @AfterEach
    void close() {
        net.close();
    }

    private Listener listen(SessionOptions options) {
        return net.listen(ServerOptions.defaults().withLoops(1).withSession(options), () -> session);
    }

    /** Stops the client from reading, and sends it more than fits between the two. */
    private void clog(Probe<ClientPacket> client) {
        net.sentTo(client).stop();
        for (int i = 0; i < 100; i++) {
            assertThat(session.say("x".repeat(2000))).isTrue();
        }
        net.run();
    }

    @Test
    void aPeerThatTakesNothingIsCut() {
        Listener server = listen(PATIENT.withStallTimeout(SECOND.multipliedBy(10)));
        clog(net.probe(server, ClientPacket.class));
        net.advance(SECOND.multipliedBy(10));
        assertThat(session.isOpen()).isTrue();
        net.advance(SECOND.multipliedBy(2));
        assertThat(session.end()).startsWith("write stalled").contains("bytes unsent");
        assertThat(server.metrics().disconnects(DisconnectReason.WRITE_STALLED)).isEqualTo(1);
        assertThat(server.metrics().bytesQueued()).isZero();
    }

    @Test
    void aPeerThatIsSlowForTooLongIsCut() {
        Listener server = listen(PATIENT.withSendQueueSoftLimit(10_000, SECOND.multipliedBy(10)));
        clog(net.probe(server, ClientPacket.class));
        net.advance(SECOND.multipliedBy(10));
        assertThat(session.isOpen()).isTrue();
        net.advance(SECOND.multipliedBy(2));
        assertThat(session.end()).startsWith("slow consumer");
        assertThat(server.metrics().disconnects(DisconnectReason.SLOW_CONSUMER)).isEqualTo(1);
    }

    @Test
    void aPeerThatTakesALittleIsNotStalled() {
        Listener server = listen(PATIENT.withStallTimeout(SECOND.multipliedBy(10)));
        Probe<ClientPacket> client = net.probe(server, ClientPacket.class);
        net.sentTo(client).trickle(100, SECOND.multipliedBy(8));
        for (int i = 0; i < 100; i++) {
            session.say("x".repeat(2000));
        }
        net.advance(Duration.ofMinutes(10));
        assertThat(session.isOpen()).isTrue();
    }

    /** After a pause of the process, output is tried again before anybody is judged. */
    @Test
    void aPeerIsNotBlamedForAPauseOfTheLoop() {
        Listener server = listen(PATIENT.withStallTimeout(SECOND.multipliedBy(3)));
        Probe<ClientPacket> client = net.probe(server, ClientPacket.class);
        clog(client);
        net.advance(SECOND.multipliedBy(2)); // the stall is noticed
        net.sentTo(client).resume();
        net.pause(SECOND.multipliedBy(6));
        assertThat(session.isOpen()).isTrue();
        net.advance(SECOND.multipliedBy(6));
        assertThat(session.isOpen()).isTrue();
        assertThat(client.received()).hasSize(100);
    }
}
