package dev.packetwright.cluster;

import java.io.NotSerializableException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * The Pekko serializer of messages between nodes and of room states. Each {@link WireMessage} writes and reads its own
 * fields. Packets in messages keep their encoding.
 *
 * <p>The messages are not described in PDL because a packet has at most 65,535 bytes: a room event contains a packet of up
 * to that size, and a room state can be much larger.
 */
public final class WireSerializer extends SerializerWithStringManifest implements ByteBufferSerializer {
    private static final int IDENTIFIER = 7_707;
    private static final int FIRST_SIZE = 256;

    private final ExtendedActorSystem system;

    /** Called by Pekko. */
    public WireSerializer(ExtendedActorSystem system) {
        this.system = system;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return MessageType.of(message.getClass())
                .orElseThrow(() -> new IllegalArgumentException(message.getClass() + " is not sent between nodes"))
                .manifest();
    }

    @Override
    public byte[] toBinary(Object message) {
        for (int size = FIRST_SIZE; ; size *= 4) {
            ByteBuffer buffer = ByteBuffer.allocate(size);
            try {
                toBinary(message, buffer);
                byte[] bytes = new byte[buffer.position()];
                buffer.flip().get(bytes);
                return bytes;
            } catch (BufferOverflowException tooSmall) {
                // The next buffer is larger.
            }
        }
    }

    @Override
    public void toBinary(Object message, ByteBuffer out) {
        ((WireMessage) message).write(new WireWriter(out, refs()));
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return fromBinary(ByteBuffer.wrap(bytes), manifest);
    }

    @Override
    public Object fromBinary(ByteBuffer in, String manifest) throws NotSerializableException {
        MessageType type = MessageType.ofManifest(manifest)
                .orElseThrow(
                        () -> new NotSerializableException("another node sent an unknown message '" + manifest + "'"));
        try {
            return type.read(new WireReader(in, refs()));
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            var failure = new NotSerializableException("another node sent a malformed message '" + manifest + "'");
            failure.initCause(malformed);
            throw failure;
        }
    }

    private ActorRefResolver refs() {
        return ActorRefResolver.get(Adapter.toTyped(system));
    }
}
