package dev.packetwright.runtime.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.job.JobQueue;
import dev.packetwright.runtime.job.JobTimer;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Broadcasts that are collected, and sent all at once. */
@Tag(Wire.TAG)
class SessionGroupBatchTest {
    private final Members members = new Members();
    private final SessionGroup<RecordingSession> group = members.group();

    @AfterEach
    void close() {
        members.close();
    }

    @Test
    void nothingIsSentBeforeTheFlushAndThenAllInOnePiece() {
        members.join(3);
        for (int number = 0; number < 100; number++) {
            group.add(Message.of(1, number));
        }
        members.session(0).send(Message.of(1, 100));
        members.assertHears(0, 100);
        assertThat(members.packetsSent()).isEqualTo(1);
        group.flush();
        for (int peer = 0; peer < 3; peer++) {
            for (int number = 0; number < 100; number++) {
                members.assertHears(peer, number);
            }
        }
        group.flush();
        members.session(0).send(Message.of(1, 101));
        members.assertHears(0, 101);
        assertThat(members.packetsSent()).as("nothing again").isEqualTo(302);
    }

    @Test
    void theOthersOnly() {
        members.join(3);
        group.add(Message.of(1, 1));
        group.addExcept(members.session(0), Message.of(1, 2));
        group.addExcept(members.session(1), Message.of(1, 3));
        group.addExcept(members.session(0), Message.of(1, 4));
        group.add(Message.of(1, 5));
        group.flush();
        members.assertHears(0, 1, 3, 5);
        members.assertHears(1, 1, 2, 4, 5);
        members.assertHears(2, 1, 2, 3, 4, 5);

        group.addExcept(members.session(0), Message.of(1, 6));
        group.flush();
        group.add(Message.of(1, 7));
        group.flush();
        members.assertHears(0, 7);
        members.assertHears(1, 6, 7);
    }

    @Test
    void membersHearWhatIsSaidWhileTheyAreIn() {
        members.join(2);
        RecordingSession visitor = members.connect();
        group.add(Message.of(1, 1));
        group.enter(visitor);
        group.add(Message.of(1, 2));
        group.leave(visitor);
        group.add(Message.of(1, 3));
        group.broadcast(Message.of(1, 4));
        group.add(Message.of(1, 5));
        group.broadcastExcept(members.session(1), Message.of(1, 6));
        group.flush();
        visitor.send(Message.of(1, 7));
        members.assertHears(0, 1, 2, 3, 4, 5, 6);
        members.assertHears(1, 1, 2, 3, 4, 5);
        members.assertHears(2, 2, 7);
    }

    @Test
    void aMemberThatDiesInTheMiddleCostsTheOthersNothing() {
        members.join(4);
        group.add(Message.of(1, 1));
        members.session(1).abort();
        group.add(Message.of(1, 2));
        members.peer(2).reset();
        group.addExcept(members.session(1), Message.of(1, 3));
        group.flush();
        members.session(1).awaitDisconnect();
        members.session(2).awaitDisconnect();
        group.add(Message.of(1, 4));
        group.flush();
        members.assertHears(0, 1, 2, 3, 4);
        members.assertHears(3, 1, 2, 3, 4);
        assertThat(group.members()).containsExactlyInAnyOrder(members.session(0), members.session(3));
    }

    @Test
    void aRoomThatNobodyFlushesIsBounded() {
        members.join(1);
        for (int number = 0; number < 100; number++) {
            group.add(new Message(1, number, 10_000));
        }
        for (int number = 0; number < 90; number++) {
            members.assertHears(0, number);
        }
    }

    /** Four threads say things in all ways while a timer flushes and members come and go. */
    @Test
    void everyMemberSeesTheSameOrderOfAllThatItHears() throws Exception {
        int senders = 4;
        int each = 1000;
        members.join(4);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (var timer = new JobTimer()) {
            timer.scheduleEvery(Duration.ofMillis(1), new JobQueue(pool), group::flush);
            var start = new CountDownLatch(1);
            long seed = System.nanoTime();
            System.out.println("SessionGroupBatchTest.everyMemberSeesTheSameOrder: seed " + seed);
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
                    group.leave(members.session(3));
                    group.enter(members.session(3));
                }
            }));
            threads.forEach(Thread::start);
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            group.broadcast(Message.of(9, 0));

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
            group.broadcast(message);
        } else if (sender > 1) {
            group.add(message);
        } else if (atOnce) {
            group.broadcastExcept(members.session(sender), message);
        } else {
            group.addExcept(members.session(sender), message);
        }
    }

    private static List<Message> without(List<Message> messages, int sender) {
        return messages.stream().filter(message -> message.sender() != sender).toList();
    }

    private List<Message> heardBy(int peer) {
        List<Message> heard = new ArrayList<>();
        for (Message message = members.peer(peer).readMessage(); message.sender() != 9; ) {
            heard.add(message);
            message = members.peer(peer).readMessage();
        }
        return heard;
    }
}
