package dev.packetwright.runtime.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Wire;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Wire.TAG)
class SessionGroupTest {
    private final Members members = new Members();
    private final SessionGroup<RecordingSession> group = members.group();

    @AfterEach
    void close() {
        members.close();
    }

    @Test
    void everyMemberSeesTheSameOrder() {
        int senders = 4;
        int each = 500;
        members.join(5);
        var start = new CountDownLatch(1);
        for (int s = 0; s < senders; s++) {
            int sender = s;
            new Thread(() -> {
                        Await.reached(start);
                        for (int number = 0; number < each; number++) {
                            group.broadcast(new Message(sender, number, number % 100 == 0 ? 5000 : 0));
                        }
                    })
                    .start();
        }
        start.countDown();

        List<Message> order = members.heardBy(0, senders * each);
        for (int peer = 1; peer < 5; peer++) {
            assertThat(members.heardBy(peer, senders * each)).isEqualTo(order);
        }
        for (int s = 0; s < senders; s++) {
            int sender = s;
            assertThat(order.stream().filter(message -> message.sender() == sender))
                    .extracting(Message::number)
                    .isSorted()
                    .hasSize(each);
        }
    }

    @Test
    void membersHearWhatIsSaidWhileTheyAreIn() {
        members.join(2);
        RecordingSession stays = members.session(0);
        RecordingSession leaves = members.session(1);
        assertThat(group.enter(stays)).as("again").isFalse();
        assertThat(group.members()).containsExactlyInAnyOrder(stays, leaves);

        group.broadcast(Message.of(1, 1));
        assertThat(group.leave(leaves)).isTrue();
        assertThat(group.leave(leaves)).as("again").isFalse();
        group.broadcast(Message.of(1, 2));
        assertThat(group.enter(leaves)).isTrue();
        group.broadcast(Message.of(1, 3));
        group.broadcastExcept(stays, Message.of(1, 4));
        group.broadcastExcept(leaves, Message.of(1, 5));

        members.assertHears(0, 1, 2, 3, 5);
        members.assertHears(1, 1, 3, 4);
        assertThat(group.size()).isEqualTo(2);
    }

    @Test
    void aMemberThatDisconnectsLeavesByItself() {
        members.join(2);
        RecordingSession first = members.session(0);
        RecordingSession second = members.session(1);
        members.peer(1).reset();
        second.awaitDisconnect();
        assertThat(group.members()).containsExactly(first);
        assertThat(group.leave(second)).isFalse();
        assertThat(group.enter(second)).as("has ended").isFalse();
        assertThat(group.size()).isEqualTo(1);

        group.broadcast(Message.of(1, 1));
        assertThat(members.peer(0).readMessage()).isEqualTo(Message.of(1, 1));
    }

    /**
     * A member leaves and enters while a thread broadcasts. As long as it is in the group, it receives each message
     * exactly once and in order.
     */
    @Test
    void membershipIsInOrderWithBroadcasts() {
        members.join(1);
        RecordingSession visitor = members.session(0);
        int count = 5000;
        var sender = new Thread(() -> {
            for (int number = 0; number < count; number++) {
                group.broadcast(Message.of(1, number));
            }
        });
        sender.start();
        while (sender.isAlive()) {
            group.leave(visitor);
            visitor.send(Message.of(2, 0));
            group.enter(visitor);
        }
        visitor.send(Message.of(3, 0));

        int last = -1;
        boolean mayHaveGap = true;
        for (Message message = members.peer(0).readMessage(); message.sender() != 3; ) {
            if (message.sender() == 2) {
                mayHaveGap = true;
            } else if (mayHaveGap) {
                assertThat(message.number()).isGreaterThan(last);
                last = message.number();
                mayHaveGap = false;
            } else {
                assertThat(message.number()).isEqualTo(++last);
            }
            message = members.peer(0).readMessage();
        }
    }
}
