package dev.packetwright.runtime.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.job.JobQueue;
import dev.packetwright.runtime.job.JobTimer;
import dev.packetwright.runtime.session.Delivery;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Wire;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of broadcasts that are collected and then sent together. */
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

    /** A batch sends only the newest packet of each key, in the place of the first packet with that key. */
    @Test
    void theLatestOfABatchReplacesTheOneBefore() {
        members.join(2);
        group.add(Message.of(1, 1), Delivery.latest("a"));
        group.add(Message.of(1, 2));
        group.add(Message.of(1, 3), Delivery.latest("b"));
        group.add(Message.of(1, 4), Delivery.latest("a"));
        group.addExcept(members.session(0), Message.of(1, 5), Delivery.latest("a"));
        group.addExcept(members.session(0), Message.of(1, 6), Delivery.latest("a"));
        group.add(Message.of(1, 7), Delivery.droppable());
        group.flush();
        members.assertHears(0, 4, 2, 3, 7);
        members.assertHears(1, 6, 2, 3, 7);
        group.broadcastExcept(members.session(1), Message.of(1, 8), Delivery.droppable());
        group.broadcast(Message.of(1, 9));
        members.assertHears(0, 8, 9);
        members.assertHears(1, 9);
    }

    /** With an array for each sender, four times the senders would cost sixteen times the memory. */
    @Test
    void theCostOfExceptionsGrowsWithTheirNumber() {
        members.join(1);
        allocatedByBatch(1000);
        double ratio = (double) allocatedByBatch(4000) / allocatedByBatch(1000);
        assertThat(ratio).isBetween(2.0, 6.0);
    }

    private long allocatedByBatch(int senders) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<RecordingSession> sessions =
                Stream.generate(RecordingSession::new).limit(senders).toList();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (RecordingSession sender : sessions) {
            group.addExcept(sender, Message.of(1, 1));
        }
        group.flush();
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        members.assertHears(0, IntStream.range(0, senders).map(i -> 1).toArray());
        return allocated;
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

    /**
     * Four threads broadcast and add messages, with and without exceptions, while a timer flushes the group and a
     * member leaves and enters.
     */
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

    /**
     * Sends a message at once or with the next batch. Messages of senders 0 and 1 exclude the member with the same
     * number.
     */
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
