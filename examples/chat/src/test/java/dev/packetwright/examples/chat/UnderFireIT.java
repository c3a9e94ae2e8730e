package dev.packetwright.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.Connector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests a server whose clients join, leave, are killed, or are disconnected because they do not read. Each remaining
 * client receives every line of every sender, in order, from the moment it joins.
 */
@Timeout(300)
class UnderFireIT {
    private static final int SPEAKERS = 20;
    private static final int VISITS = 20;
    private static final int KILLED = 3;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(80);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    /** Just under 4 KB on the wire: broadcasts soon exceed the send queue of a client that does not read. */
    private static final String LONG = "x".repeat(1900);

    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private ChatProcess server;
    private InetSocketAddress address;
    private Connector connector;

    @BeforeEach
    void startServer() throws IOException, InterruptedException {
        server = ChatProcess.startServer();
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.awaitPort());
        connector = Connector.open();
    }

    @AfterEach
    void stopServer() {
        over.set(true);
        connector.close();
        server.close();
    }

    @Test
    void whoStaysHearsEverything() throws Exception {
        Witness witness = join("witness");
        List<Witness> speakers = new ArrayList<>();
        for (int i = 0; i < SPEAKERS; i++) {
            Witness speaker = join("speaker" + i);
            speakers.add(speaker);
            start(() -> speakUntilOver(speaker));
        }
        try (ChatProcess surviving = bots();
                Socket mute = new Socket()) {
            start(this::visitAgainAndAgain);
            mute.setReceiveBufferSize(4096);
            mute.connect(address);
            for (int i = 0; i < KILLED; i++) {
                killBotsMidway(witness);
            }
            // The client that does not read is disconnected, and the server reports the unsent bytes.
            server.awaitLine("player \\d+ left: (?!connection lost|closed).*, \\d+ bytes unsent");
            end();

            List<Witness> all = new ArrayList<>(speakers);
            all.add(witness);
            for (Witness staying : all) {
                for (Witness speaker : speakers) {
                    int due = speaker.lastOf(speaker.name());
                    await(() -> staying.lastOf(speaker.name()) >= due);
                }
                assertThat(staying.isOpen()).isTrue();
                faults.addAll(staying.faults());
            }
            assertThat(surviving.isAlive()).isTrue();
        }
        assertThat(faults).isEmpty();
        assertThat(witness.first())
                .hasSizeGreaterThan(SPEAKERS + 5 * KILLED)
                .allSatisfy((sender, first) -> assertThat(first).as(sender).isEqualTo(Witness.FIRST));
    }

    private Witness join(String name) throws Exception {
        Witness joining = connector.connect(address, () -> new Witness(name)).get();
        joining.say(Witness.FIRST, "");
        await(() -> joining.lastOf(joining.name()) == Witness.FIRST);
        return joining;
    }

    private ChatProcess bots() throws IOException {
        return ChatProcess.start(
                "bots", "--port", "" + address.getPort(), "--count", "5", "--rate", "10", "--seconds", "600");
    }

    /** Sends a line only after the previous one has arrived, so that the sender itself never falls far behind. */
    private void speakUntilOver(Witness speaker) {
        for (int number = 0; !over.get(); number++) {
            int said = number;
            speaker.say(said, LONG);
            await(() -> speaker.lastOf(speaker.name()) >= said || !speaker.isOpen());
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void visitAgainAndAgain() throws Exception {
        for (int visit = 0; visit < VISITS; visit++) {
            Witness visitor = join("visitor" + visit);
            await(() -> visitor.senders() > SPEAKERS);
            faults.addAll(visitor.faults());
            if (visit % 2 == 0) {
                visitor.close();
            } else {
                visitor.abort();
            }
        }
    }

    private void killBotsMidway(Witness witness) throws IOException {
        int before = witness.first().size();
        try (ChatProcess doomed = bots()) {
            await(() -> witness.first().size() >= before + 5);
            int heard = witness.progress();
            await(() -> witness.progress() > heard + 20);
            assertThat(doomed.isAlive()).isTrue();
        } // close kills it
    }

    private void end() throws InterruptedException {
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception | AssertionError failure) {
                faults.add(failure.toString());
            }
        });
        threads.add(thread);
        thread.start();
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new AssertionError("never happened");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private interface Work {
        void run() throws Exception;
    }
}
