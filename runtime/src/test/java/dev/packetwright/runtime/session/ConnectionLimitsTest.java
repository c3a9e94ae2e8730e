package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guarantee 7: how many connections there may be, and how often new ones. */
@Tag(Wire.TAG)
class ConnectionLimitsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final ServerOptions DEFAULTS = ServerOptions.defaults();

    private static ServerOptions forLoopbackAsWell(int connections, RateLimit rate) {
        return DEFAULTS.withPerAddress(connections, rate).withExemptAddresses(address -> false);
    }

    private static void assertServed(Peer peer, RecordingSession session) {
        peer.write(Message.of(1, 1));
        assertThat(session.nextMessage()).isEqualTo(Message.of(1, 1));
    }

    /** Two are let in, the third is reset, and when one of the two has gone, there is room again. */
    private static void assertTwoAtOnce(ServerOptions options, DisconnectReason reason) {
        try (var server = Server.open(options, RecordingSession::new);
                var first = Peer.connect(server.address());
                var second = Peer.connect(server.address())) {
            RecordingSession one = server.next();
            RecordingSession two = server.next();
            try (var third = Peer.connectPlain(server.address())) {
                assertThat(third.endsInGoodOrder()).isFalse();
            }
            RuntimeMetrics metrics = server.listener().metrics();
            assertThat(metrics.disconnects(reason)).isEqualTo(1);
            assertThat(metrics.sessionsOpened()).isEqualTo(2);
            assertServed(first, one);
            assertServed(second, two);

            first.end();
            one.awaitDisconnect();
            try (var fourth = Peer.connect(server.address())) {
                assertServed(fourth, server.next());
            }
        }
    }

    @Test
    void inAll() {
        assertTwoAtOnce(DEFAULTS.withMaxConnections(2), DisconnectReason.TOO_MANY_CONNECTIONS);
    }

    @Test
    void ofOneAddress() {
        assertTwoAtOnce(forLoopbackAsWell(2, RateLimit.of(1000, 1000)), DisconnectReason.TOO_MANY_FROM_ADDRESS);
    }

    @Test
    void newOnesOfOneAddress() {
        ServerOptions options = forLoopbackAsWell(100, RateLimit.of(1, 3));
        try (var server = Server.open(options, RecordingSession::new)) {
            for (int i = 0; i < 3; i++) {
                Peer.connect(server.address()).close();
                server.next().awaitDisconnect();
            }
            Await.until("one too many", () -> {
                Peer.connectPlain(server.address()).close();
                return server.listener().metrics().disconnects(DisconnectReason.ADDRESS_RATE_EXCEEDED) > 0;
            });
            Await.until("one a second", () -> {
                try (var peer = Peer.connectPlain(server.address())) {
                    return peer.writeIfStillConnected(new byte[0])
                            && peer.finish().endsInGoodOrder();
                }
            });
        }
    }

    @Test
    void loopbackIsExempt() {
        try (var server = Server.open(DEFAULTS, RecordingSession::new)) {
            List<Peer> peers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                peers.add(Peer.connect(server.address()));
                server.next();
            }
            assertServed(Peer.connect(server.address()), server.next());
            peers.forEach(Peer::close);
        }
    }

    /** More at once than the pace allows: they wait, and then are served. */
    @Test
    void atAPaceAtWhichNobodyIsRefused() {
        int perSecond = 20;
        int burst = perSecond / 10;
        long start = System.nanoTime();
        try (var server = Server.open(DEFAULTS.withAcceptsPerSecond(perSecond), RecordingSession::new)) {
            List<Peer> peers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                peers.add(Peer.connect(server.address()).write(Message.of(1, i)));
            }
            List<Integer> heard = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                heard.add(server.next().nextMessage().number());
                long opened = server.listener().metrics().sessionsOpened();
                long inPace = perSecond * (System.nanoTime() - start) / SECOND;
                assertThat(opened).as("by now").isLessThanOrEqualTo(burst + inPace + 1);
            }
            assertThat(heard).hasSize(30).doesNotHaveDuplicates();
            peers.forEach(Peer::close);
        }
    }

    /** At one a second, the last one would have to wait for a minute. */
    @Test
    void nobodyWaitsForThoseThatHaveGoneWithoutAWord() {
        int gone = 60;
        try (var server = Server.open(DEFAULTS.withAcceptsPerSecond(1), RecordingSession::new)) {
            for (int i = 0; i < gone; i++) {
                Peer.connectPlain(server.address()).reset();
            }
            Await.until("all of them have been accepted", () -> ended(server) == gone);
            server.sessions().clear();
            try (var peer = Peer.connect(server.address())) {
                assertServed(peer, server.next());
            }
        }
    }

    private static long ended(Server<?> server) {
        return server.listener().metrics().disconnects().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Test
    void oneNetworkOfIpv6IsOneAddress() throws UnknownHostException {
        ServerOptions options = forLoopbackAsWell(1, RateLimit.unlimited());
        var limits = new ConnectionLimits(options, 0);
        InetAddress here = InetAddress.getByName("2001:db8:1:2::1");
        assertThat(limits.enter(here, 0)).isEmpty();
        assertThat(limits.enter(InetAddress.getByName("2001:db8:1:2:ffff::9"), 0))
                .contains(DisconnectReason.TOO_MANY_FROM_ADDRESS);
        assertThat(limits.enter(InetAddress.getByName("2001:db8:1:3::1"), 0)).isEmpty();
        assertThat(limits.enter(InetAddress.getByName("192.0.2.1"), 0)).isEmpty();
        limits.leave(here);
        assertThat(limits.enter(here, 0)).isEmpty();
    }

    @Test
    void addressesThatHaveGoneAreForgotten() throws UnknownHostException {
        var limits = new ConnectionLimits(DEFAULTS, 0);
        for (int i = 0; i < 1000; i++) {
            InetAddress address = InetAddress.getByAddress(new byte[] {10, 0, (byte) (i >> 8), (byte) i});
            limits.enter(address, 0);
            limits.leave(address);
        }
        assertThat(limits.knownAddresses()).isEqualTo(1000);
        limits.enter(InetAddress.getByName("192.0.2.1"), 2 * SECOND);
        assertThat(limits.knownAddresses()).isEqualTo(1);
    }
}
