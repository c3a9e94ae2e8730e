package dev.packetwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.Session;
import dev.packetwright.testkit.chat.C_Chat;
import dev.packetwright.testkit.chat.ClientPacket;
import dev.packetwright.testkit.chat.S_Chat;
import dev.packetwright.testkit.testing.Speaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestNetwork net = TestNetwork.seeded(11);
    private final Speaker session = new Speaker();
    private final Listener server = net.listen(() -> session);
    private final Probe<ClientPacket> client = net.probe(server, ClientPacket.class);

    @AfterEach
    void close() {
        net.close();
    }

    /** The number of bytes in each read of a server that is sent 20 bytes, split after 1, 3 and 10. */
    private List<Long> readsOfTwentyBytes() {
        List<Long> reads = new ArrayList<>();
        class Raw extends Session {
            private int before;

            @Override
            protected int onReceived(byte[] buffer, int offset, int length) {
                reads.add((long) length - before);
                before = length;
                return 0;
            }
        }
        Listener raw = net.listen(Raw::new);
        Probe<ClientPacket> peer = net.probe(raw, ClientPacket.class);
        net.sentBy(peer).splitAt(1).splitAt(3).splitAt(10);
        peer.send(new byte[20]);
        net.run();
        return reads;
    }

    @Test
    void noReadGoesBeyondASplit() {
        List<Long> ends = new ArrayList<>();
        long end = 0;
        for (long read : readsOfTwentyBytes()) {
            end += read;
            ends.add(end);
        }
        assertThat(ends).startsWith(1L).contains(3L, 10L).endsWith(20L);
    }

    @Test
    void packetsArriveWholeWhereverTheyAreSplit() {
        byte[] packet = new C_Chat("Hello").toBytes();
        for (int at = 1; at < packet.length; at++) {
            net.sentBy(client).splitAt(at);
            client.send(packet);
            net.run();
            assertThat(session.heard()).hasSize(at);
        }
        net.sentBy(client).splitEvery(1);
        client.send(packet);
        net.run();
        assertThat(session.heard()).hasSize(packet.length).containsOnly("Hello");
    }

    @Test
    void delayedBytesArriveLaterAndInOrder() {
        net.sentBy(client).delay(SECOND);
        client.send(new C_Chat("first"));
        net.advance(Duration.ofMillis(500));
        net.sentBy(client).delay(Duration.ZERO);
        client.send(new C_Chat("second"));
        net.advance(Duration.ofMillis(499));
        assertThat(session.heard()).isEmpty();
        net.advance(Duration.ofMillis(1));
        assertThat(session.heard()).containsExactly("first", "second");
    }

    @Test
    void theEndOfAStreamIsDelayedAsWell() {
        net.sentBy(client).delay(SECOND);
        client.send(new C_Chat("last words"));
        client.close();
        net.run();
        assertThat(session.isOpen()).isTrue();
        net.advance(SECOND);
        assertThat(session.heard()).containsExactly("last words");
        assertThat(session.end()).isEqualTo("closed by peer");
    }

    @Test
    void aCutLosesTheConnectionBehindTheseBytes() {
        byte[] packet = new C_Chat("Hello").toBytes();
        net.sentBy(client).cutAfter(packet.length + 5);
        client.send(new C_Chat("Hello"));
        client.send(new C_Chat("World"));
        net.run();
        assertThat(session.heard()).containsExactly("Hello");
        assertThat(session.end()).startsWith("connection lost");
        assertThat(client.disconnect())
                .hasValueSatisfying(end -> assertThat(end.reason()).isEqualTo(DisconnectReason.CONNECTION_LOST));
        assertThat(server.metrics().bytesReceived()).isEqualTo(packet.length + 5);
    }

    @Test
    void aCutAtOnceNeedsNoBytes() {
        net.sentBy(client).cutAfter(0);
        net.run();
        assertThat(session.end()).startsWith("connection lost");
        assertThatThrownBy(() -> net.sentBy(client)).hasMessageContaining("seed 11");
    }

    @Test
    void whoStopsReadingHoldsTheSenderUp() {
        net.sentTo(client).stop().capacity(1000);
        for (int i = 0; i < 100; i++) {
            session.say("a line of some length");
        }
        net.run();
        assertThat(net.sentTo(client).waiting()).isEqualTo(1000);
        assertThat(server.metrics().bytesQueued()).isPositive();
        assertThat(client.received()).isEmpty();
        net.sentTo(client).resume();
        net.run();
        assertThat(client.received()).hasSize(100);
        assertThat(server.metrics().bytesQueued()).isZero();
    }

    @Test
    void aSlowReaderTakesAFewBytesInEachInterval() {
        S_Chat line = new S_Chat(1, "0123456789");
        int size = line.encodedSize();
        net.sentTo(client).trickle(size, SECOND);
        for (int i = 0; i < 10; i++) {
            session.say("0123456789");
        }
        for (int i = 1; i <= 10; i++) {
            net.run();
            assertThat(client.received()).hasSize(i);
            net.advance(SECOND);
        }
    }

    /** A cable that is broken in both directions tells nobody. */
    @Test
    void aHalfOpenConnectionIsNoticedByNobody() {
        net.sentTo(client).stop();
        net.sentBy(client).stop();
        client.abort();
        net.advance(Duration.ofMinutes(10));
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void aResetReachesThePeerBehindTheBytes() {
        session.say("last words");
        net.run();
        session.say("never sent");
        session.abort();
        net.run();
        assertThat(client.received()).containsExactly(new S_Chat(1, "last words"));
        assertThat(client.disconnect())
                .hasValueSatisfying(end -> assertThat(end.reason()).isEqualTo(DisconnectReason.CONNECTION_LOST));
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        Script script = net.sentBy(client);
        assertThatThrownBy(() -> script.splitAt(0)).hasMessage("offset is 0, and must be at least 1");
        assertThatThrownBy(() -> script.splitEvery(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> script.cutAfter(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> script.delay(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> script.trickle(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> script.capacity(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
