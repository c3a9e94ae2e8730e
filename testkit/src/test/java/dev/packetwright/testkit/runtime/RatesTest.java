package dev.packetwright.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.Connector;
import dev.packetwright.runtime.session.ConnectorOptions;
import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import dev.packetwright.testkit.Probe;
import dev.packetwright.testkit.TestNetwork;
import dev.packetwright.testkit.chat.C_Chat;
import dev.packetwright.testkit.chat.ClientPacket;
import dev.packetwright.testkit.testing.Speaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guarantee 7: rates of packets, of bytes and of new connections, to the packet and the connection. */
class RatesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ServerOptions DEFAULTS = ServerOptions.defaults().withLoops(1);

    private final TestNetwork net = TestNetwork.seeded(12);
    private final List<Speaker> sessions = new ArrayList<>();

    @AfterEach
    void close() {
        net.close();
    }

    private Listener listen(ServerOptions options) {
        return net.listen(options, () -> {
            var session = new Speaker();
            sessions.add(session);
            return session;
        });
    }

    private static void say(Probe<ClientPacket> client, int count) {
        for (int i = 0; i < count; i++) {
            client.send(new C_Chat("line " + i));
        }
    }

    @Test
    void packetsPerSecondAreCountedToThePacket() {
        SessionOptions options =
                SessionOptions.forListener().withReceiveRates(RateLimit.of(10, 20), RateLimit.unlimited());
        Probe<ClientPacket> client = net.probe(listen(DEFAULTS.withSession(options)), ClientPacket.class);
        Speaker session = sessions.get(0);
        say(client, 20);
        net.run();
        assertThat(session.heard()).as("the burst").hasSize(20);
        for (int second = 0; second < 60; second++) {
            net.advance(SECOND);
            say(client, 10);
        }
        net.run();
        assertThat(session.heard()).as("the rate").hasSize(620);
        say(client, 1);
        net.run();
        assertThat(session.end()).startsWith("packet rate exceeded");
    }

    @Test
    void bytesPerSecondAreCountedToTheByte() {
        int size = new C_Chat("line 0").encodedSize();
        SessionOptions options =
                SessionOptions.forListener().withReceiveRates(RateLimit.unlimited(), RateLimit.of(size, 2 * size));
        Probe<ClientPacket> client = net.probe(listen(DEFAULTS.withSession(options)), ClientPacket.class);
        say(client, 2);
        net.advance(SECOND);
        say(client, 1);
        net.run();
        assertThat(sessions.get(0).heard()).hasSize(3);
        client.send(new byte[] {(byte) size});
        net.run();
        assertThat(sessions.get(0).end()).startsWith("byte rate exceeded");
    }

    @Test
    void whatIsBeyondADroppingLimitIsDroppedAndCounted() {
        SessionOptions options = SessionOptions.forListener()
                .withPacketRate(C_Chat.ID, RateLimit.of(1, 20).dropping());
        Listener server = listen(DEFAULTS.withSession(options));
        Probe<ClientPacket> client = net.probe(server, ClientPacket.class);
        say(client, 100);
        net.run();
        assertThat(sessions.get(0).heard()).hasSize(20);
        assertThat(server.metrics().droppedReceived()).isEqualTo(80);
        net.advance(SECOND.multipliedBy(3));
        say(client, 100);
        net.run();
        assertThat(sessions.get(0).heard()).hasSize(23);
    }

    @Test
    void oneAddressHasARateOfNewConnections() throws IOException {
        net.connectFrom(InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 7}));
        Listener server = listen(DEFAULTS.withPerAddress(100, RateLimit.of(1, 3)));
        for (int i = 0; i < 4; i++) {
            net.probe(server, ClientPacket.class);
        }
        assertThat(server.metrics().disconnects(DisconnectReason.ADDRESS_RATE_EXCEEDED))
                .isEqualTo(1);
        net.connectFrom(InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 8}));
        net.probe(server, ClientPacket.class);
        assertThat(server.metrics().sessionsOpen()).as("another address").isEqualTo(4);
        net.connectFrom(InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 7}));
        net.advance(SECOND);
        net.probe(server, ClientPacket.class);
        assertThat(server.metrics().sessionsOpen()).as("one a second").isEqualTo(5);
        assertThat(server.metrics().disconnects(DisconnectReason.ADDRESS_RATE_EXCEEDED))
                .isEqualTo(1);
    }

    /** If more connections arrive at once than the rate allows, they wait and are then served. */
    @Test
    void atAPaceAtWhichNobodyIsRefused() {
        int perSecond = 20;
        int burst = perSecond / 10;
        Listener server = listen(DEFAULTS.withAcceptsPerSecond(perSecond));
        for (int i = 0; i < 42; i++) {
            say(net.probe(server, ClientPacket.class), 1);
        }
        for (int second = 0; second < 2; second++) {
            assertThat(sessions).hasSize(burst + second * perSecond);
            net.advance(SECOND);
        }
        assertThat(sessions)
                .hasSize(42)
                .allSatisfy(session -> assertThat(session.heard()).hasSize(1));
    }

    /** If these connections counted, at one per second, the last one would have to wait for a minute. */
    @Test
    void nobodyWaitsForThoseThatHaveGoneWithoutAWord() {
        Listener server = listen(DEFAULTS.withAcceptsPerSecond(1));
        for (int i = 0; i < 60; i++) {
            Probe<ClientPacket> gone = net.probe(server, ClientPacket.class);
            gone.abort();
            net.run();
        }
        net.advance(SECOND.multipliedBy(2));
        int before = sessions.size();
        net.probe(server, ClientPacket.class);
        net.advance(SECOND);
        assertThat(sessions).hasSize(before + 1);
        assertThat(sessions.get(before).isOpen()).isTrue();
    }

    /** A connection that says nothing does not count, but its session costs time. So it may double the pace at most. */
    @Test
    void sessionsThatEndWithoutAWordDoubleThePaceAtMost() {
        int perSecond = 20;
        int burst = perSecond / 10;
        Listener server = listen(DEFAULTS.withAcceptsPerSecond(perSecond));
        for (int i = 0; i < 100; i++) {
            net.probe(server, ClientPacket.class).close();
            net.run();
        }
        assertThat(sessions).hasSize(2 * burst);
        for (int second = 1; second <= 2; second++) {
            net.advance(SECOND);
            assertThat(sessions).hasSizeLessThanOrEqualTo(2 * (burst + second * perSecond));
        }
        assertThat(sessions).as("faster than without this rule").hasSizeGreaterThan(burst + 2 * perSecond);
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() throws IOException {
        Listener server = listen(DEFAULTS.withBacklog(1).withAcceptsPerSecond(1));
        try (var connector = Connector.open(ConnectorOptions.defaults().withConnectTimeout(SECOND.multipliedBy(3)))) {
            List<CompletableFuture<Speaker>> attempts = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                attempts.add(connector.connect(server.localAddress(), Speaker::new));
            }
            net.advance(SECOND.multipliedBy(3));
            List<CompletableFuture<Speaker>> failed = attempts.stream()
                    .filter(CompletableFuture::isCompletedExceptionally)
                    .toList();
            assertThat(attempts).allMatch(CompletableFuture::isDone);
            assertThat(failed)
                    .hasSizeBetween(4, 7)
                    .allSatisfy(attempt -> assertThat(attempt)
                            .failsWithin(Duration.ZERO)
                            .withThrowableThat()
                            .withCauseInstanceOf(SocketTimeoutException.class));
            net.advance(Duration.ofMinutes(1));
            assertThat(server.metrics().sessionsOpen())
                    .as("no session without an owner")
                    .isEqualTo(10 - failed.size());
        }
    }
}
