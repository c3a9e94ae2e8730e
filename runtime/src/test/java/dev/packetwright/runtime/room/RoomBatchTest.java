package dev.packetwright.runtime.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.job.JobQueue;
import dev.packetwright.runtime.job.JobTimer;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Broadcasts that are collected, and sent all at once. */
class RoomBatchTest {
    private final Server<RecordingSession> server = Server.open(
            ServerOptions.defaults()
                    .withLoops(2)
                    .withSession(SessionOptions.forListener().withSendQueueLimit(64 << 20)),
            RecordingSession::new);
    private final Room<RecordingSession> room = new Room<>();
    private final List<Peer> peers = new ArrayList<>();
    private final List<RecordingSession> sessions = new ArrayList<>();

    @AfterEach
    void close() {
        peers.forEach(Peer::close);
        server.close();
    }

    private RecordingSession connect() {
        peers.add(Peer.connect(server.address()));
        sessions.add(server.next());
        return sessions.get(sessions.size() - 1);
    }

    private void join(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(room.enter(connect())).isTrue();
        }
    }

    private void assertHears(int peer, int... numbers) {
        for (int number : numbers) {
            assertThat(peers.get(peer).readMessage().number()).isEqualTo(number);
        }
    }

    @Test
    void nothingIsSentBeforeTheFlushAndThenAllInOnePiece() {
        join(3);
        for (int number = 0; number < 100; number++) {
            room.add(Message.of(1, number));
        }
        assertThat(server.listener().metrics().packetsSent()).isZero();
        room.flush();
        assertThat(server.listener().metrics().packetsSent()).isEqualTo(300);
        for (int peer = 0; peer < 3; peer++) {
            for (int number = 0; number < 100; number++) {
                assertHears(peer, number);
            }
        }
        long sent = server.listener().metrics().packetsSent();
        room.flush();
        assertThat(server.listener().metrics().packetsSent()).as("again").isEqualTo(sent);
    }

    @Test
    void theOthersOnly() {
        join(3);
        room.add(Message.of(1, 1));
        room.addExcept(sessions.get(0), Message.of(1, 2));
        room.addExcept(sessions.get(1), Message.of(1, 3));
        room.addExcept(sessions.get(0), Message.of(1, 4));
        room.add(Message.of(1, 5));
        room.flush();
        assertHears(0, 1, 3, 5);
        assertHears(1, 1, 2, 4, 5);
        assertHears(2, 1, 2, 3, 4, 5);

        room.addExcept(sessions.get(0), Message.of(1, 6));
        room.flush();
        room.add(Message.of(1, 7));
        room.flush();
        assertHears(0, 7);
        assertHears(1, 6, 7);
    }

    @Test
    void membersHearWhatIsSaidWhileTheyAreIn() {
        join(2);
        RecordingSession visitor = connect();
        room.add(Message.of(1, 1));
        room.enter(visitor);
        room.add(Message.of(1, 2));
        room.leave(visitor);
        room.add(Message.of(1, 3));
        room.broadcast(Message.of(1, 4));
        room.add(Message.of(1, 5));
        room.broadcastExcept(sessions.get(1), Message.of(1, 6));
        room.flush();
        visitor.send(Message.of(1, 7));
        assertHears(0, 1, 2, 3, 4, 5, 6);
        assertHears(1, 1, 2, 3, 4, 5);
        assertHears(2, 2, 7);
    }

    @Test
    void aMemberThatDiesInTheMiddleCostsTheOthersNothing() {
        join(4);
        room.add(Message.of(1, 1));
        sessions.get(1).abort();
        room.add(Message.of(1, 2));
        peers.get(2).reset();
        room.addExcept(sessions.get(1), Message.of(1, 3));
        room.flush();
        sessions.get(1).awaitDisconnect();
        sessions.get(2).awaitDisconnect();
        room.add(Message.of(1, 4));
        room.flush();
        assertHears(0, 1, 2, 3, 4);
        assertHears(3, 1, 2, 3, 4);
        assertThat(room.members()).containsExactlyInAnyOrder(sessions.get(0), sessions.get(3));
    }

    @Test
    void aRoomThatNobodyFlushesIsBounded() {
        join(1);
        for (int number = 0; number < 100; number++) {
            room.add(new Message(1, number, 10_000));
        }
        for (int number = 0; number < 90; number++) {
            assertHears(0, number);
        }
    }

    /** Four threads say things in all ways while a timer flushes and members come and go. */
    @Test
    void everyMemberSeesTheSameOrderOfAllThatItHears() throws Exception {
        int senders = 4;
        int each = 1000;
        join(4);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (var timer = new JobTimer()) {
            timer.scheduleEvery(Duration.ofMillis(1), new JobQueue(pool), room::flush);
            var start = new CountDownLatch(1);
            long seed = System.nanoTime();
            List<Thread> threads = new ArrayList<>();
            for (int s = 0; s < senders; s++) {
                int sender = s;
                threads.add(new Thread(() -> {
                    Await.reached(start);
                    var random = new Random(seed + sender);
                    for (int number = 0; number < each; number++) {
                        say(sender, number, random);
                    }
                }));
            }
            threads.add(new Thread(() -> {
                Await.reached(start);
                for (int i = 0; i < 500; i++) {
                    room.leave(sessions.get(3));
                    room.enter(sessions.get(3));
                }
            }));
            threads.forEach(Thread::start);
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            room.broadcast(Message.of(9, 0));

            List<Message> first = heardBy(0);
            List<Message> second = heardBy(1);
            List<Message> third = heardBy(2);
            assertThat(third).as("nobody leaves this one out").hasSize(senders * each);
            assertThat(first).isEqualTo(without(third, 0));
            assertThat(second).isEqualTo(without(third, 1));
            assertThat(third).as("the guest hears some of it").containsSubsequence(heardBy(3));
        } finally {
            pool.shutdown();
        }
    }

    /** What sender 0 or 1 says is not for the member of that number. */
    private void say(int sender, int number, Random random) {
        var message = Message.of(sender, number);
        boolean atOnce = random.nextBoolean();
        if (sender > 1 && atOnce) {
            room.broadcast(message);
        } else if (sender > 1) {
            room.add(message);
        } else if (atOnce) {
            room.broadcastExcept(sessions.get(sender), message);
        } else {
            room.addExcept(sessions.get(sender), message);
        }
    }

    private static List<Message> without(List<Message> messages, int sender) {
        return messages.stream().filter(message -> message.sender() != sender).toList();
    }

    private List<Message> heardBy(int peer) {
        List<Message> heard = new ArrayList<>();
        for (Message message = peers.get(peer).readMessage(); message.sender() != 9; ) {
            heard.add(message);
            message = peers.get(peer).readMessage();
        }
        return heard;
    }
}
