package dev.packetwright.cluster;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;

/**
 * Writes the fields of a {@link WireMessage}: numbers little-endian; text, bytes and lists after their length as an int.
 * All methods throw {@link BufferOverflowException} if the buffer is full.
 */
final class WireWriter {
    private final ByteBuffer out;
    private final ActorRefResolver refs;

    WireWriter(ByteBuffer out, ActorRefResolver refs) {
        this.out = out.order(ByteOrder.LITTLE_ENDIAN);
        this.refs = refs;
    }

    WireWriter putLong(long value) {
        out.putLong(value);
        return this;
    }

    WireWriter putInt(int value) {
        out.putInt(value);
        return this;
    }

    WireWriter putBoolean(boolean value) {
        out.put((byte) (value ? 1 : 0));
        return this;
    }

    WireWriter putCode(WireCode value) {
        out.put(value.code());
        return this;
    }

    WireWriter putBytes(byte[] bytes) {
        out.putInt(bytes.length).put(bytes);
        return this;
    }

    /** Writes text as UTF-8. */
    WireWriter putText(String text) {
        return putBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the address of an actor as text. */
    WireWriter putRef(ActorRef<?> ref) {
        return putText(refs.toSerializationFormat(ref));
    }

    <T> WireWriter putList(List<T> elements, BiConsumer<T, WireWriter> element) {
        putInt(elements.size());
        elements.forEach(each -> element.accept(each, this));
        return this;
    }
}
