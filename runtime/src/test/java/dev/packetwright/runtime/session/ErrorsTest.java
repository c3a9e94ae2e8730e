package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An {@link Error} between two steps of the runtime costs its connection and nothing else: the connection is closed, its
 * place is free again, {@code onDisconnected} is called exactly once, and the counters are right. The server has one
 * loop and two places, one of them for a bystander.
 */
@Tag(Wire.TAG)
class ErrorsTest {
    private static final int ATTEMPTS = 3;
    private static final ServerOptions TWO_PLACES =
            ServerOptions.defaults().withLoops(1).withMaxConnections(2);

    private final AtomicBoolean failing = new AtomicBoolean();

    /** An adder that throws while the test wants it. */
    private final class FailingAdder extends LongAdder {
        private static final long serialVersionUID = 1L;

        @Override
        public void increment() {
            if (failing.get()) {
                throw new OutOfMemoryError("on purpose");
            }
            super.increment();
        }
    }

    private interface Attempt {
        /** Connects, and returns when the server has ended the connection. */
        void run(Server<RecordingSession> server);
    }

    private static void connectInVain(Server<RecordingSession> server) {
        try (var peer = Peer.connect(server.address())) {
            peer.endsInGoodOrder(); // the result does not matter
        }
    }

    /** Makes attempts that fail, and asserts that nothing but these connections is affected. */
    private void assertCostsNothingElse(Server<RecordingSession> server, Attempt attempt) {
        try (server;
                var peer = Peer.connect(server.address())) {
            RecordingSession bystander = server.next();
            for (int i = 0; i < ATTEMPTS; i++) {
                failing.set(true);
                attempt.run(server);
                failing.set(false);
                assertTalks(bystander, peer);
            }
            server.sessions().clear();
            try (var next = Peer.connect(server.address())) {
                assertTalks(server.next(), next);
                assertThat(server.listener().metrics().sessionsOpen()).isEqualTo(2);
            }
            assertThat(server.listener().metrics().disconnects(DisconnectReason.TOO_MANY_CONNECTIONS))
                    .isZero();
        }
    }

    private static void assertTalks(RecordingSession session, Peer peer) {
        peer.write(Message.of(1, 1));
        assertThat(session.nextMessage()).isEqualTo(Message.of(1, 1));
        session.send(Message.of(2, 2));
        assertThat(peer.readMessage()).isEqualTo(Message.of(2, 2));
    }

    @Test
    void inTheFactory() {
        Supplier<RecordingSession> factory = () -> {
            if (failing.get()) {
                throw new StackOverflowError("on purpose");
            }
            return new RecordingSession();
        };
        assertCostsNothingElse(Server.open(TWO_PLACES, factory), ErrorsTest::connectInVain);
    }

    @Test
    void whileASessionStarts() {
        Server<RecordingSession> server = Server.open(TWO_PLACES, RecordingSession::new);
        replace(countersOf(server), "sessionsOpened", new FailingAdder());
        assertCostsNothingElse(server, ErrorsTest::connectInVain);
    }

    @Test
    void inOnConnected() {
        Supplier<RecordingSession> factory = () -> new RecordingSession() {
            @Override
            protected void whenConnected() {
                if (failing.get()) {
                    throw new OutOfMemoryError("on purpose");
                }
            }
        };
        assertCostsNothingElse(Server.open(TWO_PLACES, factory), server -> {
            try (var peer = Peer.connect(server.address())) {
                RecordingSession session = server.next();
                assertThat(session.awaitDisconnect().cause()).containsInstanceOf(OutOfMemoryError.class);
                peer.endsInGoodOrder(); // the result does not matter
            }
        });
    }

    @Test
    void inTheReportOfAnEnd() {
        Server<RecordingSession> server = Server.open(TWO_PLACES, RecordingSession::new);
        Map<DisconnectReason, LongAdder> ends = new EnumMap<>(DisconnectReason.class);
        for (DisconnectReason reason : DisconnectReason.values()) {
            ends.put(reason, new FailingAdder());
        }
        replace(countersOf(server), "ends", ends);
        assertCostsNothingElse(server, ErrorsTest::endWithListener);
    }

    @Test
    void inOnDisconnected() {
        Supplier<RecordingSession> factory = () -> new RecordingSession() {
            @Override
            protected void whenDisconnected(Disconnect disconnect) {
                throw new OutOfMemoryError("on purpose");
            }
        };
        assertCostsNothingElse(Server.open(TWO_PLACES, factory), ErrorsTest::endWithListener);
    }

    /** Ends a session by its peer. The first listener throws; the next must be called all the same. */
    private static void endWithListener(Server<RecordingSession> server) {
        try (var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            var calls = new AtomicInteger();
            var called = new CountDownLatch(1);
            session.addListener((ended, disconnect) -> {
                throw new StackOverflowError("on purpose");
            });
            session.addListener((ended, disconnect) -> {
                calls.incrementAndGet();
                called.countDown();
            });
            peer.end();
            assertThat(session.awaitDisconnect().reason()).isEqualTo(DisconnectReason.CLOSED_BY_PEER);
            Await.reached(called);
            assertThat(calls).hasValue(1);
            Await.until("the place is free", () -> server.listener().metrics().sessionsOpen() == 1);
        }
    }

    @Test
    void inThePredicateForAddresses() {
        ServerOptions options = TWO_PLACES.withExemptAddresses(address -> {
            throw new StackOverflowError("on purpose");
        });
        assertCostsNothingElse(Server.open(options, RecordingSession::new), server -> {
            try (var peer = Peer.connect(server.address())) {
                assertTalks(server.next(), peer);
            }
            Await.until("the place is free", () -> server.listener().metrics().sessionsOpen() == 1);
        });
    }

    /** Whatever fails is logged, and that fails, too. */
    @Test
    void inTheLog() {
        Logger logger = Logger.getLogger("dev.packetwright.runtime");
        Handler broken = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                throw new OutOfMemoryError("on purpose");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(broken);
        try {
            inTheFactory();
            inOnConnected();
            inOnDisconnected();
            inThePredicateForAddresses();
        } finally {
            logger.removeHandler(broken);
        }
    }

    // ---- no code of a user runs in these places, so an error comes from a counter that is replaced

    private static Counters countersOf(Server<?> server) {
        return ((Workers) fieldOf(server.listener(), "workers")).counters();
    }

    private static Object fieldOf(Object owner, String name) {
        try {
            var field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException renamed) {
            throw new LinkageError(renamed.getMessage(), renamed);
        }
    }

    private static void replace(Counters counters, String name, Object value) {
        try {
            var field = Counters.class.getDeclaredField(name);
            field.setAccessible(true);
            field.set(counters, value);
        } catch (ReflectiveOperationException renamed) {
            throw new LinkageError(renamed.getMessage(), renamed);
        }
    }
}
