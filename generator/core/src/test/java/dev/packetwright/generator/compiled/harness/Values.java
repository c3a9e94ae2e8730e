package dev.packetwright.generator.compiled.harness;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.ScalarList;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Creates generated records from values. */
public final class Values {
    private final CompiledProtocol protocol;

    public Values(CompiledProtocol protocol) {
        this.protocol = protocol;
    }

    public Packet packet(PacketType packet, ValueTree values) {
        return (Packet) record(protocol.type(packet.name()), packet.body(), values);
    }

    private Object record(Class<?> type, Body body, ValueTree values) {
        List<Object> arguments = new ArrayList<>();
        for (int i = 0; i < body.members().size(); i++) {
            arguments.add(member(type, body.members().get(i), values.members().get(i)));
        }
        return construct(type, arguments);
    }

    private Object member(Class<?> owner, Member member, Object value) {
        return member.traits().isOptional()
                ? ((Optional<?>) value).map(present -> java(owner, member.type(), present))
                : java(owner, member.type(), value);
    }

    private Object java(Class<?> owner, MemberType type, Object value) {
        if (type instanceof ListType list) {
            return list(owner, list, ((ValueTree.Elements) value).elements());
        } else if (type instanceof RecordType record) {
            return record(classOf(owner, record), record.body(), (ValueTree) value);
        } else if (type instanceof EnumType enumeration) {
            return constant(enumeration, (EnumType.Value) value);
        }
        return value;
    }

    private Object list(Class<?> owner, ListType list, List<?> elements) {
        return list.element() instanceof ScalarType scalar
                ? scalars(scalar, elements)
                : ValueTree.mapped(elements, element -> java(owner, list.element(), element));
    }

    private static ScalarList<?> scalars(ScalarType type, List<?> elements) {
        return switch (type) {
            case BOOL -> {
                boolean[] values = new boolean[elements.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (boolean) elements.get(i);
                }
                yield ScalarList.of(values);
            }
            case BYTE, SBYTE, SHORT, USHORT, INT ->
                ScalarList.of(elements.stream()
                        .mapToInt(element -> ((Number) element).intValue())
                        .toArray());
            case UINT, LONG, ULONG ->
                ScalarList.of(
                        elements.stream().mapToLong(element -> (long) element).toArray());
            case FLOAT -> {
                float[] values = new float[elements.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) elements.get(i);
                }
                yield ScalarList.of(values);
            }
            case DOUBLE ->
                ScalarList.of(elements.stream()
                        .mapToDouble(element -> (double) element)
                        .toArray());
        };
    }

    private Class<?> classOf(Class<?> owner, RecordType record) {
        if (record.isStruct()) {
            return protocol.type(record.name());
        }
        return Arrays.stream(owner.getDeclaredClasses())
                .filter(nested -> nested.getSimpleName().equals(protocol.names().record(record)))
                .findFirst()
                .orElseThrow();
    }

    private Object constant(EnumType type, EnumType.Value value) {
        return Arrays.stream(protocol.type(type.name()).getEnumConstants())
                .filter(constant ->
                        ((Enum<?>) constant).name().equals(protocol.names().value(value)))
                .findFirst()
                .orElseThrow();
    }

    /** Calls the canonical constructor. Its exceptions are thrown unchanged. */
    public static Object construct(Class<?> type, List<Object> arguments) {
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
