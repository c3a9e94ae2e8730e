package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.packetwright.cluster.RoomMessage.Member;
import dev.packetwright.cluster.RoomState.LinkState;
import dev.packetwright.runtime.packet.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests that the manifests and bytes of all messages between nodes are the same as in {@code wire-bytes.txt}. */
class WireBytesTest {
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

    private static Map<String, Object> messages() {
        List<Member> members = List.of(new Member(-7, 1), new Member(Long.MAX_VALUE, 70_000));
        var packet = new EncodedPacket(new byte[] {6, 0, 1, 0, 42, 43});
        Map<String, Object> messages = new LinkedHashMap<>();
        messages.put("attach", new RoomMessage.Attach("방 🎮", -1, ref(), 2, 3, 4, 5, 6, members));
        messages.put("attach-empty", new RoomMessage.Attach("", 1, ref(), 0, 0, 0, 0, 0, List.of()));
        messages.put("heartbeat", new RoomMessage.Heartbeat("room", 1, ref(), 2, 3, 4, 5));
        messages.put("relocating", new GatewayMessage.Relocating("room", 1, 2, ref()));
        messages.put("handoff-done", new HandoffMessage.HandoffDone(-3));
        messages.put("attach-request", new GatewayMessage.AttachRequest("room", Long.MIN_VALUE, Long.MAX_VALUE));
        messages.put("attach-ack", new GatewayMessage.AttachAck("room", 1, 2, 3, 4, 5));
        messages.put("ack", new GatewayMessage.Ack("room", 1, 2, 3));
        messages.put("question", new QuorumMessage.Question(1, ref()));
        messages.put("answer", new QuorumMessage.Answer(2, ref()));
        messages.put("stop", new RoomMessage.Stop());
        for (RoomMessage.CommandKind kind : RoomMessage.CommandKind.values()) {
            messages.put("command-" + (char) kind.code(), new RoomMessage.RoomCommand("room", 1, 2, kind, 4, packet));
        }
        for (GatewayMessage.EventKind kind : GatewayMessage.EventKind.values()) {
            messages.put(
                    "event-" + (char) kind.code(),
                    new GatewayMessage.RoomEvent("room", 1, 2, 3, 4, 5, kind, 6, 7, packet));
        }
        var event = new GatewayMessage.RoomEvent(
                "room", 1, 2, 3, 4, 5, GatewayMessage.EventKind.ENTERED, 6, 7, EncodedPacket.NONE);
        messages.put("state-empty", RoomState.NONE);
        messages.put(
                "state",
                new RoomState(
                        7,
                        8,
                        List.of(
                                new LinkState(1, "somebody", 2, true, members, List.of()),
                                new LinkState(2, "하나", 3, false, List.of(), List.of(event, event))),
                        Bytes.of(new byte[] {1, 2, 3})));
        return messages;
    }

    @Test
    void bytesAreThoseRecorded() throws IOException {
        String actual = messages().entrySet().stream()
                .map(entry -> entry.getKey() + " " + SERIALIZER.manifest(entry.getValue()) + " "
                        + HexFormat.of().formatHex(SERIALIZER.toBinary(entry.getValue())) + "\n")
                .collect(Collectors.joining());
        try (InputStream recorded = Objects.requireNonNull(getClass().getResourceAsStream("/wire-bytes.txt"))) {
            assertThat(actual).isEqualTo(new String(recorded.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
