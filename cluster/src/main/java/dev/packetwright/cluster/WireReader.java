package dev.packetwright.cluster;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;

/**
 * Reads the fields that a {@link WireWriter} has written. All methods throw {@link BufferUnderflowException} if the bytes
 * end too early.
 */
final class WireReader {
    private final ByteBuffer in;
    private final ActorRefResolver refs;

    WireReader(ByteBuffer in, ActorRefResolver refs) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
        this.refs = refs;
    }

    long getLong() {
        return in.getLong();
    }

    int getInt() {
        return in.getInt();
    }

    boolean getBoolean() {
        return in.get() != 0;
    }

    /**
     * Reads the constant that has the next byte as its code.
     *
     * @throws IllegalArgumentException if no constant has it
     */
    <C extends WireCode> C getCode(C[] constants) {
        byte code = in.get();
        for (C constant : constants) {
            if (constant.code() == code) {
                return constant;
            }
        }
        throw new IllegalArgumentException("unknown code " + code);
    }

    byte[] getBytes() {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    String getText() {
        return new String(getBytes(), StandardCharsets.UTF_8);
    }

    <T> ActorRef<T> getRef() {
        return refs.resolveActorRef(getText());
    }

    <T> List<T> getList(Function<WireReader, T> element) {
        List<T> elements = new ArrayList<>();
        for (int left = getInt(); left > 0; left--) {
            elements.add(element.apply(this));
        }
        return elements;
    }
}
