package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.packetwright.cluster.HandoffMessage.Await;
import dev.packetwright.cluster.HandoffMessage.HandoffDone;
import dev.packetwright.cluster.HandoffMessage.RoomLeft;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that a waiting actor gets its answer only when all handoffs are done. */
@Timeout(60)
class HandoffTrackerTest {
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<HandoffMessage> handled = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    private final ActorSystem<Object> waiting = ActorSystem.create(
            Behaviors.receiveMessage(message -> {
                answers.add(message);
                return Behaviors.same();
            }),
            "test",
            ConfigFactory.parseString("pekko.loglevel = WARNING").withFallback(ConfigFactory.defaultReference()));
    private final ActorRef<HandoffMessage> tracker = waiting.systemActorOf(
            Behaviors.intercept(Recording::new, HandoffTracker.create()), HandoffTracker.NAME, Props.empty());

    /** Records the handled messages. */
    private final class Recording extends BehaviorInterceptor<HandoffMessage, HandoffMessage> {
        Recording() {
            super(HandoffMessage.class);
        }

        @Override
        public Behavior<HandoffMessage> aroundReceive(
                TypedActorContext<HandoffMessage> context,
                HandoffMessage message,
                ReceiveTarget<HandoffMessage> target) {
            Behavior<HandoffMessage> next = target.apply(context, message);
            handled.add(message);
            return next;
        }
    }

    @AfterEach
    void stop() {
        waiting.terminate();
    }

    private void tell(HandoffMessage message) throws InterruptedException {
        tracker.tell(message);
        HandoffMessage last = handled.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (last != null && !last.equals(message)) {
            last = handled.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(last).isEqualTo(message);
    }

    @Test
    void waitsForAllRoomsThatHaveLeft() throws InterruptedException {
        tell(new RoomLeft(List.of(1L, 2L)));
        tell(new RoomLeft(List.of(3L)));
        tell(new Await(waiting.narrow()));
        tell(new HandoffDone(2));
        tell(new HandoffDone(1));
        waiting.tell("one is on its way");
        tell(new HandoffDone(3));
        assertThat(answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("one is on its way");
        assertThat(answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Done.getInstance());
    }

    @Test
    void answersAtOnceIfTheRoomsHadNoMembers() throws InterruptedException {
        tell(new RoomLeft(List.of()));
        tell(new Await(waiting.narrow()));
        assertThat(answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Done.getInstance());
    }

    /** The gateway of a forgotten handoff has probably died. */
    @Test
    void forgetsAHandoffAfterATimeout() throws InterruptedException {
        tell(new RoomLeft(List.of(1L)));
        tell(new Await(waiting.narrow()));
        assertThat(answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Done.getInstance());
    }
}
