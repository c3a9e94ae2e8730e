package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.EchoProcess;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.OpeningProgram;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Wire.TAG)
class ListenerTest {
    private static final String NOTHING_LEFT = "failed 5, descriptors 0 more";

    /** A thread takes 1 GiB of addresses, so that a dozen can start, and not all. */
    @Test
    void ifNotAllThreadsCanStartNothingIsLeftBehind() {
        assumeTrue(EchoProcess.canStart());
        try (var program = EchoProcess.start("ulimit -v 20000000;", "-Xss1g", OpeningProgram.class, "64")) {
            assertThat(program.awaitLine(", descriptors ")).isEqualTo(NOTHING_LEFT);
            program.awaitLine("opened afterwards");
        }
    }

    @Test
    void withTooLittleDirectMemoryNothingIsLeftBehind() {
        assumeTrue(EchoProcess.canStart());
        try (var program = EchoProcess.start("", "-XX:MaxDirectMemorySize=2m", OpeningProgram.class, "256")) {
            assertThat(program.awaitLine(", descriptors ")).isEqualTo(NOTHING_LEFT);
            program.awaitLine("opened afterwards");
        }
    }

    @Test
    void sharesSessionsAmongItsLoops() {
        var threads = new ConcurrentLinkedQueue<Thread>();
        Supplier<RecordingSession> factory = () -> new RecordingSession() {
            @Override
            protected void whenConnected() {
                threads.add(Thread.currentThread());
            }
        };
        try (var server = Server.open(ServerOptions.defaults().withLoops(3), factory)) {
            List<Peer> peers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                peers.add(Peer.connect(server.address()));
                server.next();
            }
            Set<Thread> distinct = new HashSet<>(threads);
            assertThat(distinct).hasSize(3).allSatisfy(thread -> {
                assertThat(thread.isDaemon()).isFalse();
                assertThat(thread.getName()).startsWith("packetwright-listener-");
            });
            peers.forEach(Peer::close);
        }
    }

    @Test
    void closeFlushesEverySession() {
        int sessions = 5;
        try (var server = Server.open(RecordingSession::new)) {
            List<Peer> peers = new ArrayList<>();
            List<RecordingSession> accepted = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                peers.add(Peer.connect(server.address(), 4096));
                accepted.add(server.next());
            }
            accepted.forEach(session -> {
                for (int number = 0; number < 50; number++) {
                    session.send(new Message(1, number, 10_000));
                }
            });
            var closing = new Thread(server::close);
            closing.start();
            for (Peer peer : peers) {
                for (int number = 0; number < 50; number++) {
                    assertThat(peer.readMessage().number()).isEqualTo(number);
                }
                assertThat(peer.readToEnd()).isEmpty();
                peer.close();
            }
            for (RecordingSession session : accepted) {
                assertThat(session.awaitDisconnect()).asString().isEqualTo("closed locally");
            }
            join(closing);
            assertThatThrownBy(() -> Peer.connect(server.address())).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void closeInACallbackDoesNotWaitForItself() throws Exception {
        var listener = new CompletableFuture<Listener>();
        var stillWaiting = new CountDownLatch(1);
        class StopsAll extends RecordingSession {
            @Override
            protected void whenReceived(Message message) {
                listener.join().close();
                assertThatThrownBy(() -> listener.join().awaitClosed()).isInstanceOf(IllegalStateException.class);
                stillWaiting.countDown();
            }
        }
        try (var server = Server.open(ServerOptions.defaults().withLoops(2), StopsAll::new);
                var peer = Peer.connect(server.address());
                var other = Peer.connect(server.address())) {
            listener.complete(server.listener());
            List<StopsAll> sessions = List.of(server.next(), server.next());
            peer.write(Message.of(1, 1)).finish();
            other.finish();
            Await.reached(stillWaiting);
            server.listener().awaitClosed();
            for (StopsAll session : sessions) {
                assertThat(session.awaitDisconnect()).isNotNull();
                assertThat(session.breaches()).isEmpty();
            }
        }
    }

    @Test
    void anInterruptedCloseStillCloses() throws Exception {
        Server<RecordingSession> server = Server.open(RecordingSession::new);
        try (var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            Thread.currentThread().interrupt();
            server.close();
            assertThat(Thread.interrupted()).isTrue();
            peer.finish();
            session.awaitDisconnect();
            server.listener().awaitClosed();
        }
    }

    @Test
    void aFactoryThatFailsCostsItsConnectionOnly() {
        var calls = new AtomicInteger();
        var reused = new RecordingSession();
        Supplier<RecordingSession> factory = () -> switch (calls.getAndIncrement()) {
            case 0 -> throw new IllegalStateException("on purpose");
            case 1 -> throw new StackOverflowError("on purpose");
            case 2, 3 -> reused;
            default -> new RecordingSession();
        };
        try (var server = Server.open(factory)) {
            for (int i = 0; i < 2; i++) {
                try (var refused = Peer.connect(server.address())) {
                    refused.endsInGoodOrder(); // the result does not matter
                }
            }
            try (var first = Peer.connect(server.address())) {
                assertThat(server.next()).isSameAs(reused);
                try (var second = Peer.connect(server.address())) {
                    second.endsInGoodOrder(); // the result does not matter
                }
                assertThat(server.next()).isSameAs(reused);
                first.write(Message.of(1, 1));
                assertThat(reused.nextMessage()).isEqualTo(Message.of(1, 1));
            }
            try (var peer = Peer.connect(server.address())) {
                peer.write(Message.of(1, 1));
                assertThat(server.next().nextMessage()).isEqualTo(Message.of(1, 1));
            }
        }
    }

    @Test
    void refusesAddressesThatItCannotListenOn() {
        try (var server = Server.open(RecordingSession::new)) {
            assertThatThrownBy(() -> Listener.open(server.address(), RecordingSession::new))
                    .isInstanceOf(IOException.class);
        }
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
        assertThatThrownBy(() -> Listener.open(unresolved, RecordingSession::new))
                .isInstanceOf(UnknownHostException.class);
    }

    private static void join(Thread thread) {
        Await.until("the thread ends", () -> !thread.isAlive());
    }
}
