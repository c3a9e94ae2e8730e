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

/** Tests that serialization preserves messages between nodes, and that malformed bytes are refused. */
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

    /** Some messages are larger than the first buffer. */
    @Test
    void messagesSurviveSerialization() throws NotSerializableException {
        List<Member> members =
                IntStream.range(0, 1000).mapToObj(i -> new Member(i * 7L, i)).toList();
        var packet = new EncodedPacket(new byte[] {6, 0, 1, 0, 42, 43});
        Stream<Object> messages = Stream.of(
                new RoomMessage.Attach("방 🎮", -1, ref(), 2, 3, 4, 5, 6, members),
                new RoomMessage.Heartbeat("room", 1, ref(), 2, 3, 4, 5),
                new GatewayMessage.Relocating("room", 1, 2, ref()),
                new HandoffMessage.HandoffDone(-3),
                new GatewayMessage.AttachRequest("room", Long.MIN_VALUE, Long.MAX_VALUE),
                new GatewayMessage.AttachAck("room", 1, 2, 3, 4, 5),
                new GatewayMessage.Ack("room", 1, 2, 3),
                new QuorumMessage.Question(1, ref()),
                new QuorumMessage.Answer(2, ref()),
                new RoomMessage.Stop(),
                new RoomState(
                        7,
                        8,
                        List.of(new LinkState(1, "somebody", 2, true, members, List.of())),
                        Bytes.of(new byte[70_000])));
        messages.forEach(message -> assertThat(roundTrip(message)).isEqualTo(message));

        for (RoomMessage.CommandKind kind : RoomMessage.CommandKind.values()) {
            var command = new RoomMessage.RoomCommand("room", 1, 2, kind, 4, packet);
            var same = (RoomMessage.RoomCommand) roundTrip(command);
            assertThat(same).usingRecursiveComparison().isEqualTo(command);
        }
        var event =
                new GatewayMessage.RoomEvent("room", 1, 2, 3, 4, 5, GatewayMessage.EventKind.BROADCAST, 6, 7, packet);
        var state = new RoomState(
                1, 2, List.of(new LinkState(1, "somebody", 2, true, members, List.of(event))), Bytes.EMPTY);
        assertThat(roundTrip(state)).usingRecursiveComparison().isEqualTo(state);
        for (GatewayMessage.EventKind kind : GatewayMessage.EventKind.values()) {
            var bare = new GatewayMessage.RoomEvent("room", 1, 2, 3, 4, 5, kind, 6, 7, EncodedPacket.NONE);
            var same = (GatewayMessage.RoomEvent) roundTrip(bare);
            assertThat(same).usingRecursiveComparison().isEqualTo(bare);
        }
    }

    private static Object roundTrip(Object message) {
        try {
            return SERIALIZER.fromBinary(SERIALIZER.toBinary(message), SERIALIZER.manifest(message));
        } catch (NotSerializableException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Truncated bytes, unknown manifests and unknown codes are refused. */
    @Test
    void truncatedAndUnknownMessagesAreRefused() {
        byte[] whole = SERIALIZER.toBinary(new RoomMessage.RoomCommand(
                "room", 1, 2, RoomMessage.CommandKind.TELL, 4, new EncodedPacket(new byte[] {4, 0, 1, 0})));
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
