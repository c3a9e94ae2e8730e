package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.EchoProcess;
import dev.packetwright.runtime.testing.EchoServer;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guarantee 8: the thread of a loop never dies and never spins. It continues once the cause of a failure is gone. */
class NeverDiesTest {
    private static void assertEchoes(InetSocketAddress address) {
        try (var peer = Peer.connect(address)) {
            assertEchoes(peer);
        }
    }

    private static void assertEchoes(Peer peer) {
        peer.write(Message.of(1, 1));
        assertThat(peer.readMessage()).isEqualTo(Message.of(1, 1));
    }

    @Test
    void outOfDescriptors() {
        assumeTrue(EchoProcess.canStart());
        try (var server = EchoProcess.start("ulimit -n 64;", "", "")) {
            InetSocketAddress address = server.address();
            for (int round = 0; round < 2; round++) {
                List<Peer> peers = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    peers.add(Peer.connect(address)); // at least the operating system accepts it
                }
                server.awaitLine("accepting failed, pausing");
                assertEchoes(peers.get(0));
                for (Peer peer : peers.subList(0, 60)) {
                    peer.close();
                }
                assertEchoes(peers.get(99));
                peers.forEach(Peer::close);
                assertEchoes(address);
            }
        }
    }

    @Test
    void nowhereToLogTo() {
        assumeTrue(EchoProcess.canStart());
        try (var server = EchoProcess.start("", "", "2> /dev/full")) {
            InetSocketAddress address = server.address();
            for (int i = 0; i < 50; i++) {
                trouble(address);
            }
            assertEchoes(address);
        }
    }

    private static void trouble(InetSocketAddress address) {
        try (var peer = Peer.connect(address)) {
            peer.write(Message.of(EchoServer.TROUBLE, 1));
            peer.endsInGoodOrder(); // the result does not matter
        }
    }

    @Test
    void aPeerCannotFillTheLog() {
        assumeTrue(EchoProcess.canStart());
        try (var server = EchoProcess.start("", "", "")) {
            InetSocketAddress address = server.address();
            for (int i = 0; i < 500; i++) {
                trouble(address);
            }
            server.awaitLine("a handler failed");
            assertEchoes(address);
            assertThat(server.waitingLines()).as("lines, stack traces included").isLessThan(2000);
        }
    }

    @Test
    void withoutFlightRecorder() {
        assumeTrue(EchoProcess.canStart());
        try (var server = EchoProcess.start("", "--limit-modules java.base", "")) {
            assertEchoes(server.address());
        }
    }

    @Test
    @Tag(Wire.TAG)
    void interruptedFromOutside() {
        SessionOptions busy = SessionOptions.forListener().withoutReceiveRates();
        try (var server = Server.open(ServerOptions.defaults().withLoops(1).withSession(busy), RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            var thread = new CompletableFuture<Thread>();
            ((Session) session).connection().execute(() -> thread.complete(Thread.currentThread()));
            Thread loop = Await.result(thread);
            for (int i = 0; i < 2000; i++) {
                loop.interrupt();
                peer.write(Message.of(1, i));
                assertThat(session.nextMessage().number()).isEqualTo(i);
            }
            assertThat(loop.isAlive()).isTrue();
        }
    }

    /** A wakeup without a task makes the selector return for no reason, as a broken selector does. */
    @Test
    @Tag(Wire.TAG)
    void aSelectorThatReturnsForNothingIsReplacedUnderItsSessions() {
        try (var server = Server.open(ServerOptions.defaults().withLoops(1), RecordingSession::new);
                var peer = Peer.connect(server.address())) {
            RecordingSession session = server.next();
            EventLoop loop = ((Session) session).connection().loop();
            for (int rebuilds = 1; rebuilds <= 2; rebuilds++) {
                int expected = rebuilds;
                Await.until("a rebuild", () -> {
                    loop.selector().wakeup();
                    return server.listener().metrics().selectorRebuilds() == expected;
                });
                peer.write(Message.of(1, rebuilds));
                assertThat(session.nextMessage().number()).isEqualTo(rebuilds);
                session.send(Message.of(2, rebuilds));
                assertThat(peer.readMessage().number()).isEqualTo(rebuilds);
                try (var another = Peer.connect(server.address())) {
                    another.write(Message.of(3, 3));
                    assertThat(server.next().nextMessage()).isEqualTo(Message.of(3, 3));
                }
            }
            peer.end();
            session.awaitDisconnect();
        }
    }
}
