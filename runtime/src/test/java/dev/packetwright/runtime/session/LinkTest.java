package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.LogOf;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A link connects again after each end and each failure, until this side wants it to end. */
@Tag(Wire.TAG)
class LinkTest {
    /** Sessions of these links have lasted after 20 ms. */
    private static final Backoff EAGER = new Backoff(Duration.ofMillis(1), 2, Duration.ofMillis(20));
    /** Sessions of these links never last. */
    private static final Backoff DOUBTING = new Backoff(Duration.ofMillis(1), 1, Duration.ofDays(1));
    /** The second attempt comes after hours, for all practical purposes. */
    private static final Backoff PATIENT = new Backoff(Duration.ofDays(1), 1, Duration.ofDays(1));

    private final BlockingQueue<RecordingSession> sessions = new LinkedBlockingQueue<>();
    private final Connector connector = open(InetAddress::getAllByName);

    private static Connector open(HostLookup.Names names) {
        try {
            return Connector.open(Wire.over(ConnectorOptions.defaults().withLoops(2)), names);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private RecordingSession newSession() {
        return kept(new RecordingSession());
    }

    private <S extends RecordingSession> S kept(S session) {
        sessions.add(session);
        return session;
    }

    @AfterEach
    void closeToTheLastThread() {
        connector.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("packetwright-connector-"));
        assertThat(sessions)
                .allSatisfy(session -> assertThat(session.breaches())
                        .as("breaches of the rules for callbacks")
                        .isEmpty());
    }

    private static Server<RecordingSession> serverAt(InetSocketAddress address) {
        return Server.openAt(address, ServerOptions.defaults(), RecordingSession::new);
    }

    private static void assertServed(RecordingSession client, RecordingSession server) {
        client.send(Message.of(1, 1));
        assertThat(server.nextMessage()).isEqualTo(Message.of(1, 1));
    }

    private <S extends RecordingSession> RecordingSession nextSession(Link<S> link) {
        RecordingSession session = Await.next(sessions);
        Await.until(
                "it is the link's session",
                () -> link.session().filter(session::equals).isPresent());
        return session;
    }

    @Test
    void eachConnectionHasANewSession() {
        try (var server = Server.open(RecordingSession::new);
                var link = connector.stayConnected(server.address(), EAGER, this::newSession)) {
            for (int i = 0; i < 5; i++) {
                RecordingSession there = server.next();
                RecordingSession here = nextSession(link);
                assertServed(here, there);
                there.close();
                assertThat(here.awaitDisconnect().reason()).isEqualTo(DisconnectReason.CLOSED_BY_PEER);
            }
        }
    }

    @Test
    void aServerThatComesBackIsFound() {
        InetSocketAddress address;
        Link<RecordingSession> link;
        try (var server = Server.open(RecordingSession::new)) {
            address = server.address();
            link = connector.stayConnected(address, EAGER, this::newSession);
            assertServed(nextSession(link), server.next());
        }
        Await.until("attempts fail", () -> link.failedAttempts() > 5);
        assertThat(link.session()).isEmpty();
        assertThat(link.lastFailure()).containsInstanceOf(IOException.class);
        assertThat(link.isClosed()).isFalse();
        sessions.clear();
        try (var server = serverAt(address)) {
            assertServed(nextSession(link), server.next());
            Await.until("the session has lasted", () -> link.failedAttempts() == 0);
            assertThat(link.lastFailure()).isEmpty();
            link.close();
        }
    }

    /** A server that accepts and drops at once must not be tried as if nothing had happened. */
    @Test
    void aSessionThatEndsSoonIsAFailedAttempt() {
        class Refusing extends RecordingSession {
            @Override
            protected void whenConnected() {
                close();
            }
        }
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> inARow = new LinkedBlockingQueue<>();
        try (var log = LogOf.warnings();
                var server = Server.open(Refusing::new)) {
            var link = connector.stayConnected(server.address(), DOUBTING, this::newSession, (failed, failure) -> {
                failures.add(failure);
                inARow.add(failed.failedAttempts());
            });
            for (int i = 1; i <= 5; i++) {
                assertThat(Await.next(failures))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("the session ended soon: closed by peer");
                assertThat(Await.next(inARow)).isEqualTo(i);
            }
            link.close();
            assertThat(log.alarms()).anyMatch(line -> line.contains("5 failed attempts, the next in"));
        }
    }

    @Test
    void closingTheLinkEndsItsSession() {
        try (var server = Server.open(RecordingSession::new)) {
            var link = connector.stayConnected(server.address(), EAGER, this::newSession);
            RecordingSession here = nextSession(link);
            here.send(Message.of(1, 1));
            link.close();
            assertThat(link.isClosed()).isTrue();
            assertThat(Await.result(link.closed())).isSameAs(link);
            assertThat(here.awaitDisconnect().reason()).isEqualTo(DisconnectReason.CLOSED_LOCALLY);
            assertThat(server.next().nextMessage()).isEqualTo(Message.of(1, 1));
            link.close();
        }
    }

    /** The server ends the session and the user closes the link at the same moment. The link never comes back. */
    @Test
    void aCloseIsNotForgottenWhenTheServerClosesToo() {
        ServerOptions fast = ServerOptions.defaults().withAcceptsPerSecond(100_000);
        try (var server = Server.open(fast, RecordingSession::new)) {
            List<Link<RecordingSession>> links = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                var link = connector.stayConnected(server.address(), EAGER, this::newSession);
                links.add(link);
                server.next().close();
                link.close();
            }
            links.forEach(link -> Await.result(link.closed()));
            assertThat(links).allMatch(Link::isClosed);
            Await.until(
                    "the server has no session left",
                    () -> server.listener().metrics().sessionsOpen() == 0);
        }
    }

    @Test
    void closingOrAbortingTheSessionEndsTheLink() {
        try (var server = Server.open(RecordingSession::new)) {
            var first = connector.stayConnected(server.address(), EAGER, this::newSession);
            nextSession(first).close();
            Await.result(first.closed());
            var second = connector.stayConnected(server.address(), EAGER, this::newSession);
            nextSession(second).abort();
            Await.result(second.closed());
            assertThat(first.isClosed()).isTrue();
            assertThat(second.isClosed()).isTrue();
        }
    }

    /** The wish to close counts, and not the reason that the network gives in the end. */
    @Test
    void aCloseThatTheNetworkCutsShortEndsTheLink() {
        class Leaving extends RecordingSession {
            @Override
            protected void whenDisconnected(Disconnect disconnect) {
                close();
            }
        }
        try (var server = Server.open(RecordingSession::new)) {
            var link = connector.stayConnected(server.address(), EAGER, () -> kept(new Leaving()));
            RecordingSession here = nextSession(link);
            server.next().abort();
            Await.result(link.closed());
            assertThat(here.awaitDisconnect().reason()).isNotEqualTo(DisconnectReason.CLOSED_LOCALLY);
        }
    }

    @Test
    void aFailingHandlerEndsTheSessionAndNotTheLink() {
        class Failing extends RecordingSession {
            @Override
            protected void whenReceived(Message message) {
                throw new IllegalStateException("on purpose");
            }
        }
        try (var server = Server.open(RecordingSession::new);
                var link = connector.stayConnected(server.address(), EAGER, () -> kept(new Failing()))) {
            for (int i = 0; i < 3; i++) {
                server.next().send(Message.of(1, i));
                assertThat(Await.next(sessions).awaitDisconnect().reason()).isEqualTo(DisconnectReason.HANDLER_FAILED);
            }
            assertThat(link.isClosed()).isFalse();
        }
    }

    /** The server may be updated. A client for which the mismatch is final closes the link. */
    @Test
    void anotherVersionOfTheProtocolDoesNotEndTheLink() {
        class Strict extends RecordingSession {
            @Override
            protected void whenReceived(Message message) {
                requireProtocol(1, message.number());
            }
        }
        try (var server = Server.open(RecordingSession::new);
                var link = connector.stayConnected(server.address(), EAGER, () -> kept(new Strict()))) {
            server.next().send(Message.of(0, 2));
            assertThat(Await.next(sessions).awaitDisconnect().reason()).isEqualTo(DisconnectReason.PROTOCOL_MISMATCH);
            RecordingSession updated = server.next();
            updated.send(Message.of(0, 1));
            Await.next(sessions).nextMessage();
            assertThat(link.isClosed()).isFalse();
        }
    }

    @Test
    void aFactoryOrListenerThatThrowsDoesNotEndTheLink() {
        var calls = new AtomicInteger();
        try (var log = LogOf.warnings();
                var server = Server.open(RecordingSession::new)) {
            Supplier<RecordingSession> sick = () -> {
                if (calls.incrementAndGet() < 4) {
                    throw new IllegalStateException("the factory is sick");
                }
                return kept(new RecordingSession());
            };
            try (var link = connector.stayConnected(server.address(), EAGER, sick, (failed, failure) -> {
                throw new IllegalStateException("the listener is sick, too");
            })) {
                RecordingSession session = nextSession(link);
                int withRequest = Wire.isWebSocket() ? 1 : 4; // a sick factory makes no session that sends the request
                Await.until("the server has it", () -> server.sessions().size() == withRequest || !session.isOpen());
                assertThat(session.isOpen()).isTrue();
            }
            assertThat(log.alarms()).anyMatch(line -> line.contains("the factory is sick"));
            assertThat(log.alarms()).anyMatch(line -> line.contains("the listener is sick, too"));
        }
    }

    @Test
    void theListenerCanGiveUp() {
        try (var link = connector.stayConnected(deserted(), EAGER, this::newSession, (failed, failure) -> {
            if (failed.failedAttempts() == 3) {
                failed.close();
            }
        })) {
            Await.result(link.closed());
            assertThat(link.failedAttempts()).isEqualTo(3);
            assertThat(sessions).isEmpty();
        }
    }

    private static InetSocketAddress deserted() {
        try (var server = Server.open(RecordingSession::new)) {
            return server.address();
        }
    }

    /** Neither a wait nor an attempt keeps a loop from ending; the thread of a loop that did not end would be found. */
    @Test
    void closingTheConnectorEndsLinksInEveryState() {
        InetSocketAddress nobody = deserted();
        try (var server = Server.open(RecordingSession::new)) {
            var tries = new AtomicInteger();
            List<Link<RecordingSession>> links = new ArrayList<>();
            links.add(connector.stayConnected(server.address(), PATIENT, this::newSession));
            var session = nextSession(links.get(0));
            links.add(connector.stayConnected(
                    nobody, PATIENT, this::newSession, (link, failure) -> tries.incrementAndGet()));
            Await.until("it waits", () -> links.get(1).failedAttempts() == 1);
            for (int i = 0; i < 50; i++) {
                links.add(connector.stayConnected(
                        nobody, EAGER, this::newSession, (link, failure) -> tries.incrementAndGet()));
                links.add(connector.stayConnected(server.address(), EAGER, this::newSession));
            }
            connector.close();
            links.forEach(link -> Await.result(link.closed()));
            assertThat(session.awaitDisconnect().reason()).isEqualTo(DisconnectReason.CLOSED_LOCALLY);
            int before = tries.get();
            assertThat(links)
                    .allMatch(Link::isClosed)
                    .allMatch(link -> link.session().isEmpty());
            Await.until(
                    "the server has no session left",
                    () -> server.listener().metrics().sessionsOpen() == 0);
            assertThat(tries).as("attempts on a closed connector").hasValue(before);
        }
    }

    @Test
    void aClosedConnectorMakesNoAttempt() {
        connector.close();
        var failures = new AtomicInteger();
        var link = connector.stayConnected(
                deserted(), EAGER, this::newSession, (failed, failure) -> failures.incrementAndGet());
        Await.result(link.closed());
        assertThat(link.isClosed()).isTrue();
        assertThat(link.lastFailure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessage("the connector is closed"));
        assertThat(failures).hasValue(0);
    }

    @Test
    void aServerThatHasMovedIsLookedUpAnew() throws UnknownHostException {
        InetAddress nowhere = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 9});
        InetAddress here = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        var lookups = new AtomicInteger();
        Set<String> threads = ConcurrentHashMap.newKeySet();
        try (var server = Server.open(RecordingSession::new);
                var moving = open(host -> {
                    threads.add(Thread.currentThread().getName());
                    return switch (lookups.incrementAndGet()) {
                        case 1 -> throw new UnknownHostException(host);
                        case 2 -> new InetAddress[] {nowhere};
                        default -> new InetAddress[] {here};
                    };
                })) {
            var name = InetSocketAddress.createUnresolved(
                    "localhost", server.address().getPort());
            BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
            var link = moving.stayConnected(name, EAGER, this::newSession, (failed, failure) -> failures.add(failure));
            assertServed(nextSession(link), server.next());
            assertThat(Await.next(failures)).isInstanceOf(UnknownHostException.class);
            assertThat(Await.next(failures)).isInstanceOf(IOException.class);
            assertThat(threads).allMatch(thread -> thread.startsWith("packetwright-lookup"));
        }
    }

    @Test
    void failedAttemptsGoThroughTheAddressesOfAHost() throws UnknownHostException {
        InetAddress nowhere = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 9});
        InetAddress here = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        try (var server = Server.open(RecordingSession::new);
                var both = open(host -> new InetAddress[] {nowhere, nowhere, here})) {
            var name = InetSocketAddress.createUnresolved(
                    "localhost", server.address().getPort());
            assertServed(nextSession(both.stayConnected(name, EAGER, this::newSession)), server.next());
        }
    }

    /** A name server that does not answer must hold up neither the sessions of the loop nor the close. */
    @Test
    void aLookupThatHangsHoldsUpNobody() {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        Connector hanging = open(host -> {
            asked.countDown();
            Await.reached(answer);
            throw new UnknownHostException(host);
        });
        try (var server = Server.open(RecordingSession::new)) {
            var link = hanging.stayConnected(
                    InetSocketAddress.createUnresolved("slow.invalid", 1), EAGER, this::newSession);
            Await.reached(asked);
            for (int i = 0; i < 2; i++) { // one on each loop
                assertServed(Await.result(hanging.connect(server.address(), this::newSession)), server.next());
            }
            link.close();
            Await.result(link.closed());
            hanging.close();
            answer.countDown();
        }
    }

    /** Other names are still looked up while the name server of one host does not answer, however many links want it. */
    @Test
    void manyLinksToAHostThatHangsHoldUpNoOtherHost() throws Exception {
        var answer = new CountDownLatch(1);
        var asked = new AtomicInteger();
        try (var server = Server.open(RecordingSession::new);
                Connector both = open(host -> {
                    if (host.equals("slow.invalid")) {
                        asked.incrementAndGet();
                        Await.reached(answer);
                    }
                    return InetAddress.getAllByName(host);
                })) {
            for (int i = 0; i < 50; i++) {
                both.stayConnected(InetSocketAddress.createUnresolved("slow.invalid", 1), EAGER, this::newSession);
            }
            Await.until("the lookup hangs", () -> asked.get() > 0);
            var name = InetSocketAddress.createUnresolved(
                    "localhost", server.address().getPort());
            assertServed(nextSession(both.stayConnected(name, EAGER, this::newSession)), server.next());
            assertThat(asked).hasValue(1);
            answer.countDown();
        }
    }

    /** Sessions of many links that a server's restart has ended all come back. */
    @Test
    void manyLinksSurviveARestart() {
        int count = 200;
        ServerOptions fast = ServerOptions.defaults().withAcceptsPerSecond(10_000);
        InetSocketAddress address;
        List<Link<RecordingSession>> links = new ArrayList<>();
        try (var server = Server.open(fast, RecordingSession::new)) {
            address = server.address();
            for (int i = 0; i < count; i++) {
                links.add(connector.stayConnected(address, EAGER, this::newSession));
            }
            Await.until("all are connected", () -> connected(links) == count);
        }
        Await.until("none is connected", () -> connected(links) == 0);
        try (var server = Server.openAt(address, fast, RecordingSession::new)) {
            Await.until("all are connected again", () -> connected(links) == count);
            Await.until("the server has them", () -> server.sessions().size() >= count);
            links.forEach(Link::close);
            links.forEach(link -> Await.result(link.closed()));
        }
    }

    private static long connected(List<Link<RecordingSession>> links) {
        return links.stream().filter(link -> link.session().isPresent()).count();
    }
}
