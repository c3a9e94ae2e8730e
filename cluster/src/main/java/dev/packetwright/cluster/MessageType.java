package dev.packetwright.cluster;

import dev.packetwright.cluster.GatewayMessage.Ack;
import dev.packetwright.cluster.GatewayMessage.AttachAck;
import dev.packetwright.cluster.GatewayMessage.AttachRequest;
import dev.packetwright.cluster.GatewayMessage.Relocating;
import dev.packetwright.cluster.GatewayMessage.RoomEvent;
import dev.packetwright.cluster.HandoffMessage.HandoffDone;
import dev.packetwright.cluster.QuorumMessage.Answer;
import dev.packetwright.cluster.QuorumMessage.Question;
import dev.packetwright.cluster.RoomMessage.Attach;
import dev.packetwright.cluster.RoomMessage.Heartbeat;
import dev.packetwright.cluster.RoomMessage.RoomCommand;
import dev.packetwright.cluster.RoomMessage.Stop;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types of messages between nodes. A manifest is the name of a type on the wire. */
enum MessageType {
    COMMAND("e", RoomCommand.class, RoomCommand::read),
    EVENT("s", RoomEvent.class, RoomEvent::read),
    HEARTBEAT("p", Heartbeat.class, Heartbeat::read),
    ACK("c", Ack.class, Ack::read),
    ATTACH("g", Attach.class, Attach::read),
    ATTACH_ACK("w", AttachAck.class, AttachAck::read),
    ATTACH_REQUEST("h", AttachRequest.class, AttachRequest::read),
    RELOCATING("m", Relocating.class, Relocating::read),
    HANDOFF_DONE("t", HandoffDone.class, HandoffDone::read),
    QUESTION("q", Question.class, Question::read),
    ANSWER("a", Answer.class, Answer::read),
    STOP("x", Stop.class, Stop::read),
    STATE("r", RoomState.class, RoomState::read);

    private static final Map<Class<?>, MessageType> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toMap(type -> type.messageClass, Function.identity()));
    private static final Map<String, MessageType> BY_MANIFEST =
            Arrays.stream(values()).collect(Collectors.toMap(type -> type.manifest, Function.identity()));

    private final String manifest;
    private final Class<? extends WireMessage> messageClass;

    @SuppressWarnings("ImmutableEnumChecker") // method references without state
    private final Function<WireReader, ? extends WireMessage> reader;

    <M extends WireMessage> MessageType(String manifest, Class<M> messageClass, Function<WireReader, M> reader) {
        this.manifest = manifest;
        this.messageClass = messageClass;
        this.reader = reader;
    }

    /** The type of messages of a class, if they travel between nodes. */
    static Optional<MessageType> of(Class<?> messageClass) {
        return Optional.ofNullable(BY_CLASS.get(messageClass));
    }

    /** The type with a manifest. */
    static Optional<MessageType> ofManifest(String manifest) {
        return Optional.ofNullable(BY_MANIFEST.get(manifest));
    }

    String manifest() {
        return manifest;
    }

    /**
     * Reads a message of this type.
     *
     * @throws java.nio.BufferUnderflowException if the bytes end too early
     * @throws IllegalArgumentException if the bytes contain an unknown code
     */
    WireMessage read(WireReader in) {
        return reader.apply(in);
    }
}
