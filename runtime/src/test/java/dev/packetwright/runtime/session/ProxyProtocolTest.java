package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.LogOf;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.ProxyHeaders;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients behind a proxy that sends the header of the PROXY protocol. All peers here are such proxies. */
@Tag(Wire.TAG)
class ProxyProtocolTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 40_000);
    private static final InetSocketAddress NEIGHBOUR = new InetSocketAddress("2001:db8::7", 40_001);
    private static final byte[] HEADER = ProxyHeaders.of(CLIENT);
    private static final byte[] LOCAL_HEADER =
            ProxyHeaders.header(ProxyHeaders.LOCAL, ProxyHeaders.UNSPECIFIED, new byte[0]);

    private static final ServerOptions BEHIND_A_PROXY = ServerOptions.defaults()
            .withAcceptsPerSecond(100_000)
            .withProxyProtocolFrom(InetAddress::isLoopbackAddress);

    private static void assertServed(Peer peer, RecordingSession session) {
        peer.write(Message.of(1, 1));
        assertThat(session.nextMessage()).isEqualTo(Message.of(1, 1));
        session.send(Message.of(2, 2));
        assertThat(peer.readMessage()).isEqualTo(Message.of(2, 2));
    }

    /** A new client is served. With few connections allowed, this fails if others have left their places occupied. */
    private static void assertServesNewClient(Server<RecordingSession> server, InetSocketAddress client) {
        server.sessions().clear();
        try (var peer = Peer.connectThrough(server.address(), ProxyHeaders.of(client))) {
            peer.write(Message.of(1, 1));
            RecordingSession session = server.next();
            assertThat(session.nextMessage()).isEqualTo(Message.of(1, 1));
            assertThat(session.remoteAddress()).isEqualTo(client);
        }
    }

    private static long count(Server<?> server, DisconnectReason reason) {
        return server.listener().metrics().disconnects(reason);
    }

    private static void awaitCount(Server<?> server, DisconnectReason reason, long count) {
        Await.until(count + " times " + reason, () -> count(server, reason) == count);
    }

    /** The header and the first bytes of the session, or of TLS, come in one piece. */
    @Test
    void theSessionHasTheAddressOfTheClient() {
        try (var log = LogOf.everythingOf(Connection.class);
                var server = Server.open(BEHIND_A_PROXY, RecordingSession::new);
                var peer = Peer.connectThrough(server.address(), HEADER);
                var other = Peer.connectThrough(server.address(), ProxyHeaders.of(NEIGHBOUR))) {
            peer.write(Message.of(1, 0));
            RecordingSession session = server.next();
            assertThat(session.nextMessage()).isEqualTo(Message.of(1, 0));
            assertThat(session.remoteAddress()).isEqualTo(CLIENT);
            assertThat(session.localAddress()).isEqualTo(server.address());
            assertThat(session.tlsSession().isPresent()).isEqualTo(Wire.isTls());
            assertServed(peer, session);
            other.write(Message.of(1, 0));
            assertThat(server.next().remoteAddress()).isEqualTo(NEIGHBOUR);
            peer.end();
            session.awaitDisconnect();
            log.awaitLines(1, "the session with", CLIENT.toString(), "has ended: closed by peer");
        }
    }

    /** Without a byte from the client, there is a session as well: a server may speak first. */
    @Test
    void aServerMaySpeakFirst() {
        class Greeting extends RecordingSession {
            @Override
            protected void whenConnected() {
                send(Message.of(3, 3));
            }
        }
        try (var server = Server.openExactly(BEHIND_A_PROXY, Greeting::new);
                var peer = Peer.connectPlain(server.address()).write(HEADER)) {
            assertThat(peer.readMessage()).isEqualTo(Message.of(3, 3));
        }
    }

    @Test
    void aHeaderMayComeInTwoPiecesCutAnywhere() {
        byte[] header = ProxyHeaders.of(NEIGHBOUR, ProxyHeaders.value(0xe5, new byte[20]));
        ServerOptions options = BEHIND_A_PROXY.withLoops(1).withPerAddress(header.length, RateLimit.unlimited());
        try (var server = Server.openExactly(options, RecordingSession::new)) {
            for (int cut = 1; cut < header.length; cut++) {
                try (var peer = Peer.connectPlain(server.address())) {
                    long before = server.listener().metrics().loopTurns();
                    peer.write(Arrays.copyOf(header, cut));
                    awaitTurnAfter(before, server);
                    peer.write(Arrays.copyOfRange(header, cut, header.length));
                    RecordingSession session = server.next();
                    assertThat(session.remoteAddress()).isEqualTo(NEIGHBOUR);
                    assertServed(peer, session);
                }
            }
            assertThat(count(server, DisconnectReason.PROXY_HEADER_INVALID)).isZero();
        }
    }

    /** Lets the loop read what was written. */
    private static void awaitTurnAfter(long before, Server<?> server) {
        Await.until("a turn", () -> server.listener().metrics().loopTurns() > before);
    }

    @Test
    void aHeaderThatEndsAnywhereLeavesNothingBehind() {
        ServerOptions few = BEHIND_A_PROXY.withMaxConnections(1);
        try (var server = Server.open(few, RecordingSession::new)) {
            for (int length = 1; length < HEADER.length; length++) {
                try (var peer = Peer.connectPlain(server.address()).write(Arrays.copyOf(HEADER, length))) {
                    peer.finish().endsInGoodOrder(); // in any way
                }
                awaitCount(server, DisconnectReason.PROXY_HEADER_INVALID, length);
            }
            assertThat(server.listener().metrics().sessionsOpened()).isZero();
            assertServesNewClient(server, CLIENT);
        }
    }

    @Test
    void aConnectionWithoutAHeaderEndsAndIsLogged() {
        try (var log = LogOf.warnings();
                var server = Server.open(BEHIND_A_PROXY, RecordingSession::new)) {
            try (var peer = Peer.connectPlain(server.address()).write(Message.of(1, 1))) {
                peer.endsInGoodOrder(); // in any way
            }
            awaitCount(server, DisconnectReason.PROXY_HEADER_INVALID, 1);
            assertThat(server.sessions()).isEmpty();
            assertThat(log.alarms())
                    .anyMatch(line -> line.contains("127.0.0.1") && line.contains("the connection begins with 0c0007"));
        }
    }

    @Test
    void aHeaderThatDoesNotComeInTimeEndsTheConnection() {
        ServerOptions impatient = BEHIND_A_PROXY.withProxyHeaderTimeout(Duration.ofMillis(20));
        try (var server = Server.open(impatient, RecordingSession::new);
                var silent = Peer.connectPlain(server.address());
                var slow = Peer.connectPlain(server.address()).write(Arrays.copyOf(HEADER, 20))) {
            silent.endsInGoodOrder();
            slow.endsInGoodOrder();
            awaitCount(server, DisconnectReason.PROXY_HEADER_INVALID, 2);
            assertThat(server.sessions()).isEmpty();
        }
    }

    /** The limits hold for each client. The proxy has more connections than one client may have. */
    @Test
    void theLimitsPerAddressAreThoseOfTheClient() {
        ServerOptions two =
                BEHIND_A_PROXY.withPerAddress(2, RateLimit.of(1000, 1000)).withExemptAddresses(address -> false);
        try (var server = Server.open(two, RecordingSession::new)) {
            List<Peer> peers = new ArrayList<>();
            RecordingSession first = connect(server, CLIENT, peers);
            connect(server, CLIENT, peers);
            try (var third = Peer.connectPlain(server.address()).write(HEADER)) {
                assertThat(third.endsInGoodOrder()).isFalse();
            }
            assertThat(count(server, DisconnectReason.TOO_MANY_FROM_ADDRESS)).isEqualTo(1);
            for (int i = 0; i < 5; i++) {
                connect(server, new InetSocketAddress("192.0.2." + (20 + i), 5), peers);
            }
            peers.get(0).end();
            first.awaitDisconnect();
            assertServesNewClient(server, CLIENT);
            peers.forEach(Peer::close);
        }
    }

    private static RecordingSession connect(Server<RecordingSession> server, InetSocketAddress client, List<Peer> to) {
        Peer peer =
                Peer.connectThrough(server.address(), ProxyHeaders.of(client)).write(Message.of(1, 1));
        to.add(peer);
        RecordingSession session = server.next();
        assertThat(session.remoteAddress()).isEqualTo(client);
        return session;
    }

    @Test
    void theRatePerAddressIsThatOfTheClient() {
        ServerOptions one = BEHIND_A_PROXY.withPerAddress(100, RateLimit.of(1, 1));
        try (var server = Server.open(one, RecordingSession::new)) {
            assertServesNewClient(server, CLIENT);
            assertServesNewClient(server, NEIGHBOUR);
            Await.until("too many of one client", () -> {
                try (var peer = Peer.connectPlain(server.address()).write(HEADER)) {
                    peer.finish().endsInGoodOrder();
                }
                return count(server, DisconnectReason.ADDRESS_RATE_EXCEEDED) > 0;
            });
        }
    }

    /** A connection is counted once while it is told from the proxy's to the client's. */
    @Test
    void theLastFreePlaceIsEnough() {
        ServerOptions single = BEHIND_A_PROXY.withMaxConnections(1);
        try (var server = Server.open(single, RecordingSession::new);
                var peer = Peer.connectThrough(server.address(), HEADER).write(Message.of(1, 1))) {
            RecordingSession session = server.next();
            try (var refused = Peer.connectPlain(server.address())) {
                assertThat(refused.endsInGoodOrder()).isFalse();
            }
            assertThat(count(server, DisconnectReason.TOO_MANY_CONNECTIONS)).isEqualTo(1);
            peer.end();
            session.awaitDisconnect();
            assertServesNewClient(server, NEIGHBOUR);
        }
    }

    /** These are checks of the proxy itself. They have its address, and the limits per address do not count them. */
    @Test
    void connectionsOfTheProxyItselfHaveItsAddress() {
        ServerOptions one = BEHIND_A_PROXY.withPerAddress(1, RateLimit.of(1, 1)).withExemptAddresses(address -> false);
        try (var server = Server.open(one, RecordingSession::new)) {
            List<Peer> peers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Peer peer = Peer.connectThrough(server.address(), LOCAL_HEADER).write(Message.of(1, i));
                peers.add(peer);
                RecordingSession session = server.next();
                assertThat(((InetSocketAddress) session.remoteAddress()).getAddress())
                        .isEqualTo(InetAddress.getLoopbackAddress());
                assertThat(session.nextMessage().number()).isEqualTo(i);
            }
            peers.forEach(Peer::close);
        }
    }

    /** Load balancers check a port without sending a byte. That is no fault, and takes nothing from the pace. */
    @Test
    void checksWithoutAByteAreNoFault() {
        int checks = 30;
        try (var log = LogOf.warnings();
                var server = Server.open(BEHIND_A_PROXY.withAcceptsPerSecond(1), RecordingSession::new)) {
            for (int i = 0; i < checks; i++) {
                Peer.connectPlain(server.address()).close();
            }
            awaitCount(server, DisconnectReason.CLOSED_BY_PEER, checks);
            assertServesNewClient(server, CLIENT);
            assertThat(log.alarms()).isEmpty();
        }
    }

    /** Otherwise one client that connects without a pause delays all others that come through the proxy. */
    @Test
    void refusedClientsTakeNothingFromThePace() {
        int refused = 40; // at the pace, they would take 40 seconds
        ServerOptions slow = BEHIND_A_PROXY.withAcceptsPerSecond(1).withPerAddress(1, RateLimit.unlimited());
        try (var server = Server.open(slow, RecordingSession::new);
                var first = Peer.connectThrough(server.address(), HEADER).write(Message.of(1, 1))) {
            server.next().nextMessage();
            List<Peer> flood = new ArrayList<>();
            for (int i = 0; i < refused; i++) {
                flood.add(Peer.connectPlain(server.address()).write(HEADER));
            }
            awaitCount(server, DisconnectReason.TOO_MANY_FROM_ADDRESS, refused);
            assertServesNewClient(server, NEIGHBOUR);
            flood.forEach(Peer::close);
            first.end();
        }
    }

    @Test
    void fromOtherAddressesAHeaderIsMalformedInput() {
        ServerOptions elsewhere =
                ServerOptions.defaults().withProxyProtocolFrom(address -> !address.isLoopbackAddress());
        try (var server = Server.open(elsewhere, RecordingSession::new)) {
            try (var peer = Peer.connect(server.address()).write(HEADER)) {
                RecordingSession session = server.next();
                Disconnect end = session.awaitDisconnect();
                assertThat(end.reason()).isEqualTo(DisconnectReason.MALFORMED_PACKET);
                assertThat(end).asString().contains("a header of the PROXY protocol");
                assertThat(((InetSocketAddress) session.remoteAddress()).getPort())
                        .isNotEqualTo(CLIENT.getPort());
                peer.endsInGoodOrder();
            }
            try (var peer = Peer.connect(server.address())) {
                assertServed(peer, server.next());
            }
        }
    }

    @Test
    void aPredicateThatThrowsMakesNobodyAProxy() {
        ServerOptions sick = ServerOptions.defaults().withProxyProtocolFrom(address -> {
            throw new IllegalStateException("no answer");
        });
        try (var log = LogOf.warnings();
                var server = Server.open(sick, RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            assertServed(peer, server.next());
            assertThat(log.alarms()).anyMatch(line -> line.contains("proxies failed"));
        }
    }

    /** Random headers, followed by a packet: there is a session, or a reason, and never a place that stays occupied. */
    @Test
    void randomHeadersLeaveNothingBehind() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[] valid = ProxyHeaders.withChecksum(
                ProxyHeaders.of(CLIENT, ProxyHeaders.value(3, new byte[4]), ProxyHeaders.value(0xe5, new byte[9])), 28);
        ServerOptions single = BEHIND_A_PROXY.withMaxConnections(1).withPerAddress(1, RateLimit.unlimited());
        try (var server = Server.openExactly(single, RecordingSession::new)) {
            for (int i = 1; i <= 300; i++) {
                byte[] mutated = valid.clone();
                for (int changes = random.nextInt(4); changes > 0; changes--) {
                    mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
                }
                try (var peer = Peer.connectPlain(server.address())) {
                    if (peer.writeIfStillConnected(
                            ProxyHeaders.join(mutated, Message.of(1, 1).toBytes()))) {
                        peer.finishIfStillConnected().endsInGoodOrder(); // in any way
                    }
                }
                int ended = i;
                Await.until("an end with a reason, seed " + seed, () -> ended(server) == ended);
            }
            assertThat(count(server, DisconnectReason.TOO_MANY_CONNECTIONS))
                    .as("refused because a place stayed occupied, seed " + seed)
                    .isZero();
            assertThat(count(server, DisconnectReason.PROXY_HEADER_INVALID)).isPositive();
            server.sessions().clear();
            try (var peer = Peer.connectPlain(server.address()).write(HEADER)) {
                assertServed(peer, server.next());
            }
        }
    }

    private static long ended(Server<?> server) {
        return server.listener().metrics().disconnects().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Headers that declare 4,096 bytes and send 20. They occupy places, until their time has passed, and nothing else. */
    @Test
    void aFloodOfHalfHeadersEndsByItself() {
        int count = 300;
        byte[] half = Arrays.copyOf(ProxyHeaders.header(ProxyHeaders.PROXY, ProxyHeaders.TCP4, new byte[4080]), 20);
        ServerOptions options =
                BEHIND_A_PROXY.withMaxConnections(count + 1).withProxyHeaderTimeout(Duration.ofSeconds(2));
        try (var server = Server.open(options, RecordingSession::new);
                var served = Peer.connectThrough(server.address(), HEADER).write(Message.of(1, 1))) {
            RecordingSession session = server.next();
            session.nextMessage();
            List<Peer> flood = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                flood.add(Peer.connectPlain(server.address()).write(half));
                if (i % 50 == 0) {
                    assertServed(served, session);
                }
            }
            awaitCount(server, DisconnectReason.PROXY_HEADER_INVALID, count);
            flood.forEach(Peer::close);
            assertThat(server.listener().metrics().sessionsOpened()).isEqualTo(1);
            assertServed(served, session);
            assertServesNewClient(server, NEIGHBOUR);
        }
    }

    @Test
    void closingTheListenerEndsConnectionsWithoutAHeader() {
        var server = Server.open(BEHIND_A_PROXY, RecordingSession::new);
        try (var log = LogOf.warnings();
                var silent = Peer.connectPlain(server.address());
                var slow = Peer.connectPlain(server.address()).write(Arrays.copyOf(HEADER, 20))) {
            assertServesNewClient(server, CLIENT); // the others have been accepted before
            server.close();
            silent.endsInGoodOrder();
            slow.endsInGoodOrder();
            assertThat(count(server, DisconnectReason.PROXY_HEADER_INVALID)).isZero();
            assertThat(count(server, DisconnectReason.CLOSED_LOCALLY)).isBetween(2L, 3L);
            assertThat(log.alarms()).as("a proxy that is no fault").isEmpty();
        }
    }
}
