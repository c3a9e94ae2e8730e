package dev.packetwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.job.JobQueue;
import dev.packetwright.runtime.job.JobTimer;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Backoff;
import dev.packetwright.runtime.session.Connector;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.PacketTap;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import dev.packetwright.testkit.chat.C_Chat;
import dev.packetwright.testkit.chat.ClientPacket;
import dev.packetwright.testkit.chat.S_Chat;
import dev.packetwright.testkit.chat.ServerPacket;
import dev.packetwright.testkit.testing.Speaker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TestNetworkTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static S_Chat line(String text) {
        return new S_Chat(1, text);
    }

    @Test
    void packetsGoThereAndBack() {
        try (var net = TestNetwork.seeded(1)) {
            Listener server = net.listen(Speaker::new);
            Probe<ClientPacket> client = net.probe(server, ClientPacket.class);
            client.send(new C_Chat("Hello"));
            assertThat(client.received()).as("nothing happens by itself").isEmpty();
            net.run();
            assertThat(client.received()).containsExactly(line("Hello"));
            assertThat(client.takeReceived()).containsExactly(line("Hello"));
            assertThat(client.takeReceived()).isEmpty();
            assertThat(server.metrics().packetsReceived()).isEqualTo(1);
        }
    }

    /** A program that opens its listener by itself is part of the network as well. */
    @Test
    void whateverTheThreadOpensIsInTheNetwork() throws IOException {
        try (var net = TestNetwork.seeded(1);
                Listener server = Listener.open(new InetSocketAddress(7777), Speaker::new);
                Connector connector = Connector.open()) {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7777);
            CompletableFuture<Probe<ClientPacket>> attempt =
                    connector.connect(loopback, () -> new Probe<>(ClientPacket.class));
            assertThat(attempt).isNotDone();
            net.run();
            Probe<ClientPacket> client = attempt.join();
            client.send(new C_Chat("Hello"));
            net.run();
            assertThat(client.received()).containsExactly(line("Hello"));
            assertThat(server.localAddress().getPort()).isEqualTo(7777);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("packetwright-"));
        }
    }

    @Test
    void afterTheNetworkTheThreadIsBackInTheWorld() throws IOException {
        TestNetwork.seeded(1).close();
        try (Listener real = Listener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Speaker::new);
                var net = TestNetwork.seeded(1)) {
            assertThatThrownBy(() -> net.probe(real, ClientPacket.class))
                    .hasMessageContaining("seed 1")
                    .hasCauseInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aThreadHasOneNetworkAtATime() {
        TestNetwork net = TestNetwork.seeded(42);
        assertThatThrownBy(() -> TestNetwork.seeded(2)).hasMessageContaining("seed 42");
        net.close();
        net.close(); // has no effect
        TestNetwork.seeded(2).close();
    }

    /** Each client hears all lines in the order in which the loops happened to take them. */
    private static List<Packet> orderOf(long seed) {
        try (var net = TestNetwork.seeded(seed)) {
            var room = new SessionGroup<PacketSession>();
            class Member extends PacketSession {
                @Override
                protected void onConnected() {
                    room.enter(this);
                }

                @Override
                protected void onPacket(PacketReader packet) {
                    room.broadcast(line(C_Chat.read(packet).chat()));
                }
            }
            Listener server = net.listen(ServerOptions.defaults().withLoops(3), Member::new);
            List<Probe<ClientPacket>> clients = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                clients.add(net.probe(server, ClientPacket.class));
            }
            for (int i = 0; i < 50; i++) {
                clients.get(i % clients.size()).send(new C_Chat("line " + i));
            }
            net.run();
            List<Packet> order = List.copyOf(clients.get(0).received());
            assertThat(order).hasSize(50);
            return order;
        }
    }

    @Test
    void theSameSeedGivesTheSameOrder() {
        Set<List<Packet>> orders = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            List<Packet> order = orderOf(seed);
            assertThat(orderOf(seed)).as("with seed %d", seed).isEqualTo(order);
            orders.add(order);
        }
        assertThat(orders).as("other seeds give others").hasSizeGreaterThan(10);
    }

    @Test
    void aFailureNamesItsSeed() {
        assertThatThrownBy(() -> TestNetwork.forSeeds(
                        5, 10, net -> assertThat(net.seed()).isLessThan(9)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("with seed 9")
                .hasCauseInstanceOf(AssertionError.class);
        var last = new AtomicReference<Long>();
        TestNetwork.forSeeds(5, 10, net -> last.set(net.seed()));
        assertThat(last).hasValue(14L);
    }

    /** The runtime takes an assertion that fails in a callback for a failure of the session. It is one of the test. */
    @Test
    void anAssertionInACallbackFailsTheTest() {
        class Strict extends PacketSession {
            @Override
            protected void onPacket(PacketReader packet) {
                assertThat(C_Chat.read(packet).chat()).isEqualTo("please");
            }
        }
        try (var net = TestNetwork.seeded(1)) {
            Probe<ClientPacket> client = net.probe(net.listen(Strict::new), ClientPacket.class);
            client.send(new C_Chat("please"));
            net.run();
            client.send(new C_Chat("now"));
            assertThatThrownBy(net::run).isInstanceOf(AssertionError.class).hasMessageContaining("please");
            net.run();
            assertThat(client.disconnect()).isPresent();
        }
    }

    /** Whatever the runtime does with a failure, an assertion is one of the test, wherever it is. */
    @Test
    void anAssertionFailsTheTestWhereverItIs() {
        Runnable fail = () -> {
            throw new AssertionError("on purpose");
        };
        class AtTheEnd extends Speaker {
            @Override
            protected void onDisconnected(Disconnect disconnect) {
                fail.run();
            }
        }
        assertFails(
                net -> net.probe(net.listen(AtTheEnd::new), ClientPacket.class).close());
        assertFails(net -> {
            Probe<ClientPacket> client = net.probe(net.listen(Speaker::new), ClientPacket.class);
            client.addListener((ended, end) -> fail.run());
            client.close();
        });
        assertFails(net -> new JobQueue(net.executor()).push(fail));
        assertFails(net -> {
            try (var timer = new JobTimer()) {
                timer.schedule(MINUTE, new JobQueue(net.executor()), fail);
                net.advance(MINUTE);
            }
        });
        assertFails(net -> net.probe(
                net.listen(() -> {
                    fail.run();
                    return new Speaker();
                }),
                ClientPacket.class));
        assertFails(net -> {
            Listener server = net.listen(Speaker::new);
            server.addTap(new PacketTap() {
                @Override
                public void onReceived(PacketSession session, ByteBuffer packet) {
                    fail.run();
                }

                @Override
                public void onSent(PacketSession session, ByteBuffer packet) {}
            });
            net.probe(server, ClientPacket.class).send(new C_Chat("Hello"));
        });
        assertFails(
                net -> { // a program that opens its listener by itself, and no further call of the network
                    Listener server = Listener.open(new InetSocketAddress(7777), AtTheEnd::new);
                    net.probe(server, ClientPacket.class);
                    server.close();
                });
    }

    private static void assertFails(TestNetwork.Scenario scenario) {
        assertThatThrownBy(() -> {
                    try (var net = TestNetwork.seeded(1)) {
                        scenario.run(net);
                        net.run();
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("on purpose");
    }

    /** An error that is no assertion, and an assertion that nobody has asked for. */
    @Test
    void anyFailureNamesItsSeed() {
        assertThatThrownBy(() -> TestNetwork.forSeeds(5, 10, net -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("with seed 5")
                .hasMessageContaining("StackOverflowError");
        assertThatThrownBy(() -> TestNetwork.forSeeds(5, 10, net -> {
                    Listener server = Listener.open(new InetSocketAddress(7777), () -> {
                        throw new AssertionError("on purpose");
                    });
                    net.connect(server, Speaker::new).disconnected();
                    server.close();
                }))
                .hasMessageContaining("with seed 5");
    }

    /** The name is looked up, and the waits are drawn, in turns of the network. */
    @Test
    void aLinkFollowsTheSeed() throws IOException {
        List<Duration> first = attemptsOfLink(1);
        assertThat(first).hasSizeGreaterThan(5);
        assertThat(attemptsOfLink(1)).isEqualTo(first);
        assertThat(attemptsOfLink(2)).isNotEqualTo(first);
    }

    private static List<Duration> attemptsOfLink(long seed) throws IOException {
        try (var net = TestNetwork.seeded(seed);
                Connector connector = Connector.open()) {
            List<Duration> attempts = new ArrayList<>();
            connector.stayConnected(
                    InetSocketAddress.createUnresolved("localhost", 7777),
                    Backoff.defaults(),
                    Speaker::new,
                    (link, failure) -> attempts.add(net.elapsed()));
            net.run();
            assertThat(attempts).as("the first attempt needs no time").containsExactly(Duration.ZERO);
            net.advance(MINUTE);
            return attempts;
        }
    }

    @Test
    void anExchangeWithoutAnEndIsAFault() {
        class Echo extends PacketSession {
            @Override
            protected void onPacket(PacketReader packet) {
                send(C_Chat.read(packet));
            }
        }
        SessionOptions unlimited = SessionOptions.forListener().withoutReceiveRates();
        try (var net = TestNetwork.seeded(3)) {
            Listener server = net.listen(ServerOptions.defaults().withLoops(1).withSession(unlimited), Echo::new);
            Echo client = net.connect(server, Echo::new);
            client.send(new C_Chat("and you?"));
            assertThatThrownBy(net::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("seed 3");
        }
    }

    @Test
    void aWaitThatNothingEndsIsAFault() {
        try (var net = TestNetwork.seeded(3)) {
            Listener server = net.listen(Speaker::new);
            assertThatThrownBy(server::awaitClosed)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("seed 3");
        }
    }

    @Test
    void timeStandsStillUntilItIsMoved() {
        SessionOptions asking = SessionOptions.forListener().withHeartbeat(Duration.ofSeconds(10));
        try (var net = TestNetwork.seeded(1)) {
            class Asking extends Speaker {
                @Override
                protected void onIdle() {
                    say("at " + net.elapsed().toSeconds());
                }
            }
            Listener server = net.listen(ServerOptions.defaults().withSession(asking), Asking::new);
            Probe<ClientPacket> client = net.probe(server, ClientPacket.class);
            net.run();
            assertThat(net.elapsed()).isZero();
            net.advance(Duration.ofMillis(9_999));
            assertThat(client.received()).isEmpty();
            net.advance(Duration.ofMillis(1));
            assertThat(client.received()).containsExactly(line("at 10"));
            net.advance(MINUTE);
            assertThat(client.received()).hasSize(7).endsWith(line("at 70"));
            assertThat(net.elapsed()).isEqualTo(Duration.ofSeconds(70));
            assertThatThrownBy(() -> net.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tasksRunInTheirOrderWhileTheNetworkWorks() {
        try (var net = TestNetwork.seeded(1)) {
            List<Integer> ran = new ArrayList<>();
            var queue = new JobQueue(net.executor());
            for (int i = 0; i < 1000; i++) {
                int number = i;
                queue.push(() -> ran.add(number));
            }
            assertThat(ran).isEmpty();
            net.run();
            assertThat(ran).hasSize(1000).isSorted();
            net.executor().execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            assertThatThrownBy(net::run).hasMessage("on purpose");
        }
    }

    /** The network turns the other loops while a callback waits for them. */
    @Test
    void aCallbackMayCloseTheServerOfItsPeer() {
        try (var net = TestNetwork.seeded(1)) {
            var session = new Speaker();
            Listener server = net.listen(() -> session);
            class Closing extends PacketSession {
                @Override
                protected void onPacket(PacketReader packet) {
                    server.close();
                    assertThat(session.hasEnded()).isTrue();
                }
            }
            Closing client = net.connect(server, Closing::new);
            session.say("Hello");
            net.run();
            assertThat(session.end()).isEqualTo("close timed out: the peer did not close its side");
            assertThat(client.isOpen()).isFalse();
            assertThat(net.elapsed()).isEqualTo(SessionOptions.forListener().closeTimeout());
        }
    }

    @Test
    void closingEndsWhatIsOpen() {
        var session = new Speaker();
        try (var net = TestNetwork.seeded(1)) {
            Listener server = net.listen(() -> session);
            net.probe(server, ClientPacket.class);
            assertThat(session.isOpen()).isTrue();
        }
        assertThat(session.hasEnded()).as("onDisconnected was called").isTrue();
    }

    @Test
    void aNetworkBelongsToItsThread() {
        try (var net = TestNetwork.seeded(1)) {
            var elsewhere = CompletableFuture.runAsync(net::run);
            assertThatThrownBy(elsewhere::join)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("belongs to");
        }
    }

    @Test
    void otherThreadsMaySend() {
        try (var net = TestNetwork.seeded(1)) {
            var session = new Speaker();
            Probe<ClientPacket> client = net.probe(net.listen(() -> session), ClientPacket.class);
            CompletableFuture.runAsync(() -> session.say("from elsewhere")).join();
            net.run();
            assertThat(client.received()).containsExactly(line("from elsewhere"));
        }
    }

    @Test
    void connectionsComeFromAnyAddress() throws IOException {
        InetAddress address = InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 7});
        try (var net = TestNetwork.seeded(1)) {
            var session = new Speaker();
            net.connectFrom(address);
            net.probe(net.listen(() -> session), ClientPacket.class);
            assertThat(((InetSocketAddress) session.remoteAddress()).getAddress())
                    .isEqualTo(address);
        }
    }

    @Test
    void aPacketThatTheProbeDoesNotKnowEndsIt() {
        try (var net = TestNetwork.seeded(1)) {
            Probe<ServerPacket> client = net.probe(net.listen(Speaker::new), ServerPacket.class);
            client.send(new C_Chat("Hello"));
            net.run();
            assertThat(client.disconnect()).hasValueSatisfying(end -> {
                assertThat(end.reason()).isEqualTo(DisconnectReason.MALFORMED_PACKET);
                assertThat(end.toString()).contains("the probe receives no packet with id 2");
            });
        }
    }

    @Test
    void packetsOfAnotherKindAreRefused() {
        try (var net = TestNetwork.seeded(1)) {
            Listener server = net.listen(Speaker::new);
            assertThatThrownBy(() -> net.probe(server, Packet.class))
                    .hasStackTraceContaining("Packet is no generated packet");
            assertThat(net.probe(server, S_Chat.class).isOpen())
                    .as("a single one is fine")
                    .isTrue();
        }
    }

    @Test
    void aProbeSendsAnyBytes() {
        try (var net = TestNetwork.seeded(1)) {
            var session = new Speaker();
            Probe<ClientPacket> client = net.probe(net.listen(() -> session), ClientPacket.class);
            client.send(new byte[] {3, 0, 1, 0});
            net.run();
            assertThat(session.end()).startsWith("malformed packet");
            assertThat(client.disconnect()).isPresent();
        }
    }
}
