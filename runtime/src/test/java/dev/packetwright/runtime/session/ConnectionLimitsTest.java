package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import dev.packetwright.runtime.testing.LogOf;
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

/** Guarantee 7: limits on the number of connections and on the rate of new ones. */
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

    /**
     * Two connections are accepted, and the third is reset. When one of the two has ended, the next one is accepted.
     */
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

    @Test
    void oneNetworkOfIpv6IsOneAddress() throws UnknownHostException {
        ServerOptions options = forLoopbackAsWell(1, RateLimit.unlimited());
        var limits = new ConnectionLimits(options, () -> {}, 0);
        InetAddress here = InetAddress.getByName("2001:db8:1:2::1");
        ConnectionLimits.Place place = place(limits, here);
        assertThat(limits.enter(InetAddress.getByName("2001:db8:1:2:ffff::9"), 0))
                .isEqualTo(new ConnectionLimits.Refused(DisconnectReason.TOO_MANY_FROM_ADDRESS));
        place(limits, InetAddress.getByName("2001:db8:1:3::1"));
        place(limits, InetAddress.getByName("192.0.2.1"));
        place.leave();
        place(limits, here);
    }

    private static ConnectionLimits.Place place(ConnectionLimits limits, InetAddress address) {
        return (ConnectionLimits.Place) limits.enter(address, 0);
    }

    /** When an exempt connection ends, the count of other connections in its network stays the same. */
    @Test
    void exemptConnectionsLeaveNoPlaceToOthers() throws UnknownHostException {
        InetAddress proxy = InetAddress.getByName("2001:db8:1:2::ffff");
        InetAddress client = InetAddress.getByName("2001:db8:1:2::1");
        ServerOptions options =
                DEFAULTS.withPerAddress(4, RateLimit.unlimited()).withExemptAddresses(proxy::equals);
        var limits = new ConnectionLimits(options, () -> {}, 0);
        for (int i = 0; i < 4; i++) {
            place(limits, client);
            place(limits, proxy).leave();
        }
        assertThat(limits.enter(client, 0))
                .isEqualTo(new ConnectionLimits.Refused(DisconnectReason.TOO_MANY_FROM_ADDRESS));
    }

    /** The predicate of the user throws. The connection is still served, and the listener does not pause. */
    @Test
    void aPredicateThatThrowsMakesNobodyWait() {
        ServerOptions options = DEFAULTS.withLoops(1).withExemptAddresses(address -> {
            throw new IllegalStateException("no answer");
        });
        try (var log = LogOf.warnings();
                var server = Server.open(options, RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            assertServed(peer, server.next());
            assertThat(log.alarms()).anyMatch(line -> line.contains("exemptAddresses failed"));
            assertThat(log.alarms()).noneMatch(line -> line.contains("accepting failed"));
        }
    }

    @Test
    void addressesThatHaveGoneAreForgotten() throws UnknownHostException {
        var limits = new ConnectionLimits(DEFAULTS, () -> {}, 0);
        for (int i = 0; i < 1000; i++) {
            InetAddress address = InetAddress.getByAddress(new byte[] {10, 0, (byte) (i >> 8), (byte) i});
            place(limits, address).leave();
        }
        assertThat(limits.knownAddresses()).isEqualTo(1000);
        limits.enter(InetAddress.getByName("192.0.2.1"), 2 * SECOND);
        assertThat(limits.knownAddresses()).isEqualTo(1);
    }
}
