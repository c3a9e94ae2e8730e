package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.packetwright.cluster.DepartureMessage.Await;
import dev.packetwright.cluster.DepartureMessage.Left;
import dev.packetwright.cluster.DepartureMessage.Settled;
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

/** Whoever waits for rooms that have left hears of it when all have settled, and not before. */
@Timeout(60)
class DeparturesTest {
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<DepartureMessage> handled = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final ActorSystem<Object> waiting = ActorSystem.create(
            Behaviors.receiveMessage(message -> {
                heard.add(message);
                return Behaviors.same();
            }),
            "test",
            ConfigFactory.parseString("pekko.loglevel = WARNING").withFallback(ConfigFactory.defaultReference()));
    private final ActorRef<DepartureMessage> departures = waiting.systemActorOf(
            Behaviors.intercept(Noting::new, Departures.create()), Departures.NAME, Props.empty());

    /** Notes what has been handled. */
    private final class Noting extends BehaviorInterceptor<DepartureMessage, DepartureMessage> {
        Noting() {
            super(DepartureMessage.class);
        }

        @Override
        public Behavior<DepartureMessage> aroundReceive(
                TypedActorContext<DepartureMessage> context,
                DepartureMessage message,
                ReceiveTarget<DepartureMessage> target) {
            Behavior<DepartureMessage> next = target.apply(context, message);
            handled.add(message);
            return next;
        }
    }

    @AfterEach
    void stop() {
        waiting.terminate();
    }

    private void tell(DepartureMessage message) throws InterruptedException {
        departures.tell(message);
        DepartureMessage last = handled.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (last != null && !last.equals(message)) {
            last = handled.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(last).isEqualTo(message);
    }

    @Test
    void waitsForAllThatHaveLeft() throws InterruptedException {
        tell(new Left(List.of(1L, 2L)));
        tell(new Left(List.of(3L)));
        tell(new Await(waiting.narrow()));
        tell(new Settled(2));
        tell(new Settled(1));
        waiting.tell("one is on its way");
        tell(new Settled(3));
        assertThat(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("one is on its way");
        assertThat(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Done.getInstance());
    }

    @Test
    void hasNothingToWaitForWhereNobodyWasInTheRooms() throws InterruptedException {
        tell(new Left(List.of()));
        tell(new Await(waiting.narrow()));
        assertThat(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Done.getInstance());
    }

    /** Its gateway may have died meanwhile. */
    @Test
    void doesNotWaitForever() throws InterruptedException {
        tell(new Left(List.of(1L)));
        tell(new Await(waiting.narrow()));
        assertThat(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Done.getInstance());
    }
}
