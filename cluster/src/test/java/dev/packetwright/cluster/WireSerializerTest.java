package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.packetwright.cluster.RoomMessage.Member;
import dev.packetwright.cluster.RoomState.LinkState;
import dev.packetwright.runtime.packet.Bytes;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WireSerializerTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(
            Behaviors.empty(),
            "test",
            ConfigFactory.parseString("pekko.loglevel = WARNING").withFallback(ConfigFactory.defaultReference()));
    private static final WireSerializer SERIALIZER =
            new WireSerializer((ExtendedActorSystem) Adapter.toClassic(SYSTEM));

    @AfterAll
    static void terminate() {
        SYSTEM.terminate();
    }

    private static <T> ActorRef<T> ref() {
        return ActorRefResolver.get(SYSTEM).resolveActorRef("pekko://test/user/somebody");
    }

    /** Whatever travels comes back as it was, also when it is larger than the first buffer. */
    @Test
    void messagesSurviveTheWay() throws NotSerializableException {
        List<Member> members =
                IntStream.range(0, 1000).mapToObj(i -> new Member(i * 7L, i)).toList();
        var packet = new EncodedPacket(new byte[] {6, 0, 1, 0, 42, 43});
        Stream<Object> messages = Stream.of(
                new RoomMessage.Greeting("방 🎮", -1, ref(), 2, 3, 4, 5, 6, members),
                new RoomMessage.Pulse("room", 1, ref(), 2, 3, 4, 5),
                new GatewayMessage.Moving("room", 1, 2, ref()),
                new DepartureMessage.Settled(-3),
                new GatewayMessage.WhoIsThere("room", Long.MIN_VALUE, Long.MAX_VALUE),
                new GatewayMessage.Welcome("room", 1, 2, 3, 4, 5),
                new GatewayMessage.Confirmed("room", 1, 2, 3),
                new QuorumMessage.Question(1, ref()),
                new QuorumMessage.Answer(2, ref()),
                new RoomMessage.Stop(),
                new RoomState(
                        7,
                        8,
                        List.of(new LinkState(1, "somebody", 2, true, members, List.of())),
                        Bytes.of(new byte[70_000])));
        messages.forEach(message -> assertThat(roundTrip(message)).isEqualTo(message));

        for (RoomMessage.Kind kind : RoomMessage.Kind.values()) {
            var entry = new RoomMessage.Entry("room", 1, 2, kind, 4, packet);
            var same = (RoomMessage.Entry) roundTrip(entry);
            assertThat(same).usingRecursiveComparison().isEqualTo(entry);
        }
        var spoken1 = new GatewayMessage.Spoken("room", 1, 2, 3, 4, 5, GatewayMessage.Kind.ALL, 6, 7, packet);
        var state = new RoomState(
                1, 2, List.of(new LinkState(1, "somebody", 2, true, members, List.of(spoken1))), Bytes.EMPTY);
        assertThat(roundTrip(state)).usingRecursiveComparison().isEqualTo(state);
        for (GatewayMessage.Kind kind : GatewayMessage.Kind.values()) {
            var spoken = new GatewayMessage.Spoken("room", 1, 2, 3, 4, 5, kind, 6, 7, EncodedPacket.NONE);
            var same = (GatewayMessage.Spoken) roundTrip(spoken);
            assertThat(same).usingRecursiveComparison().isEqualTo(spoken);
        }
    }

    private static Object roundTrip(Object message) {
        try {
            return SERIALIZER.fromBinary(SERIALIZER.toBinary(message), SERIALIZER.manifest(message));
        } catch (NotSerializableException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Another node's bytes may be anything: they are a message, or refused. */
    @Test
    void whatIsCutOffIsRefused() {
        byte[] whole = SERIALIZER.toBinary(new RoomMessage.Entry(
                "room", 1, 2, RoomMessage.Kind.COMMAND, 4, new EncodedPacket(new byte[] {4, 0, 1, 0})));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SERIALIZER.fromBinary(ByteBuffer.wrap(cut), "e"))
                    .isInstanceOf(NotSerializableException.class);
        }
        assertThatThrownBy(() -> SERIALIZER.fromBinary(whole, "unknown")).isInstanceOf(NotSerializableException.class);
        whole[24] = 'x'; // the kind
        assertThatThrownBy(() -> SERIALIZER.fromBinary(whole, "e")).isInstanceOf(NotSerializableException.class);
    }
}
