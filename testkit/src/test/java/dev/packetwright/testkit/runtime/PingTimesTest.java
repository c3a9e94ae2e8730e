package dev.packetwright.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.packet.PingPackets;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import dev.packetwright.testkit.TestNetwork;
import dev.packetwright.testkit.chat.C_Chat;
import dev.packetwright.testkit.testing.Speaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The times of pings: the measured one, and how long a ping without an answer is awaited. */
class PingTimesTest {
    private static final PingPackets PING = new PingPackets(100, 101);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestNetwork net = TestNetwork.seeded(7);
    private final Speaker session = new Speaker();
    private final Pinged peer = new Pinged();

    @BeforeEach
    void connect() {
        SessionOptions options = SessionOptions.forListener().withPing(PING, INTERVAL);
        Listener server = net.listen(ServerOptions.defaults().withLoops(1).withSession(options), () -> session);
        net.connect(server, () -> peer).send(new C_Chat("I await no handshake"));
        net.run();
    }

    @AfterEach
    void close() {
        net.close();
    }

    @Test
    void theTimeOfAnAnswerIsMeasured() {
        net.advance(SECOND);
        assertThat(peer.pings).hasSize(1);
        net.advance(Duration.ofMillis(80));
        peer.answer(0);
        net.run();
        assertThat(session.roundTripTime()).contains(Duration.ofMillis(80));
    }

    /** A peer drops its answer while it has much else to send. The next ping is measured again. */
    @Test
    void aPingWithoutAnAnswerIsGivenUp() {
        net.advance(SECOND);
        net.advance(INTERVAL.multipliedBy(10).minusMillis(1));
        assertThat(peer.pings).as("the first one is still awaited").hasSize(1);
        net.advance(SECOND.multipliedBy(2));
        assertThat(peer.pings).hasSize(2);

        peer.answer(0);
        net.run();
        assertThat(session.roundTripTime()).as("of a ping that was given up").isEmpty();
        assertThat(session.isOpen()).isTrue();
        peer.answer(1);
        net.run();
        assertThat(session.roundTripTime()).isPresent();
    }

    /** Answers a ping when the test wants it. */
    private static final class Pinged extends PacketSession {
        private final List<Long> pings = new ArrayList<>();

        @Override
        protected void onPacket(PacketReader packet) {
            if (packet.packetId() == PING.pingId()) {
                pings.add(packet.readLong("value"));
            }
        }

        void answer(int ping) {
            send(new Pong(pings.get(ping)));
        }
    }

    private record Pong(long value) implements Packet {
        @Override
        public int packetId() {
            return PING.pongId();
        }

        @Override
        public int encodedSize() {
            return HEADER_SIZE + Long.BYTES;
        }

        @Override
        public void write(PacketWriter out) {
            out.writeLong(value);
        }
    }
}
