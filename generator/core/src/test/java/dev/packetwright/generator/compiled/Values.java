package dev.packetwright.generator.compiled;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.runtime.packet.Packet;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes generated records out of values, wherever those come from. */
final class Values {
    private final CompiledProtocol protocol;

    Values(CompiledProtocol protocol) {
        this.protocol = protocol;
    }

    /** Where the values of a packet come from. */
    interface Source {
        /** A value of the scalar's Java type. */
        Object scalar(Member member, ScalarType type);

        /** One source for each element of a list. */
        List<? extends Source> elements(Member member, ListType type);
    }

    Packet packet(PacketType packet, Source source) {
        return (Packet) record(protocol.type(packet.name().java()), packet.body(), source);
    }

    private static Object record(Class<?> type, Body body, Source source) {
        List<Object> arguments = new ArrayList<>();
        for (Member member : body.members()) {
            arguments.add(
                    member.type() instanceof ListType list
                            ? list(type, member, list, source)
                            : source.scalar(member, (ScalarType) member.type()));
        }
        return construct(type, arguments);
    }

    private static List<Object> list(Class<?> owner, Member member, ListType list, Source source) {
        Class<?> element = Arrays.stream(owner.getDeclaredClasses())
                .filter(nested -> nested.getSimpleName().equals(list.elementName()))
                .findFirst()
                .orElseThrow();
        List<Object> elements = new ArrayList<>();
        for (Source values : source.elements(member, list)) {
            elements.add(record(element, list.element(), values));
        }
        return elements;
    }

    /** Calls the canonical constructor; what it throws comes out as it is. */
    static Object construct(Class<?> type, List<Object> arguments) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments.toArray());
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new AssertionError(thrown.getCause());
        } catch (ReflectiveOperationException notGenerated) {
            throw new LinkageError(notGenerated.getMessage(), notGenerated);
        }
    }
}
