package dev.packetwright.generator.compiled.random;

import dev.packetwright.generator.compiled.random.PdlSketch.Enumeration;
import dev.packetwright.generator.compiled.random.PdlSketch.Member;
import dev.packetwright.generator.compiled.random.PdlSketch.Value;
import dev.packetwright.runtime.packet.Bytes;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.ScalarList;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The values of a generated packet by the identities of its members. They can be compared across versions in which
 * members have other names, places or types.
 */
public final class SemanticView {
    private final PdlSketch pdl;

    public SemanticView(PdlSketch pdl) {
        this.pdl = pdl;
    }

    /** A value of an enum with its number. */
    private record EnumValue(int value, int number) {}

    /** Returns the values by the identities of the members on the path to each. */
    public Map<String, Object> of(PdlSketch.Packet type, Packet packet) {
        Map<String, Object> values = new LinkedHashMap<>();
        add("", type.members, packet, values);
        return values;
    }

    private void add(String path, List<Member> members, Object owner, Map<String, Object> values) {
        RecordComponent[] components = owner.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            add(path, members.get(i), component(components[i], owner), values);
        }
    }

    private static Object component(RecordComponent component, Object owner) {
        try {
            component.getAccessor().setAccessible(true);
            return Objects.requireNonNull(component.getAccessor().invoke(owner));
        } catch (ReflectiveOperationException notGenerated) {
            throw new LinkageError(notGenerated.getMessage(), notGenerated);
        }
    }

    private void add(String path, Member member, Object value, Map<String, Object> values) {
        String own = member.wrapper ? path : path + "/" + member.identity;
        if (value instanceof Optional<?> optional) {
            values.put(own + "?", optional.isPresent());
            optional.ifPresent(present -> add(own, member, present, values));
        } else if (member.list) {
            values.put(
                    own,
                    elements(value).map(element -> element(member, element)).toList());
        } else if (pdl.isStruct(member.type)) {
            add(own, pdl.struct(member.type.declared()).members, value, values);
        } else {
            values.put(own, single(member, value));
        }
    }

    private Object element(Member list, Object element) {
        if (!list.isInlineList() && !pdl.isStruct(list.type)) {
            return single(list, element);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        add("", list.isInlineList() ? list.members : pdl.struct(list.type.declared()).members, element, values);
        return values;
    }

    private static Stream<?> elements(Object list) {
        if (list instanceof ScalarList<?> scalars) {
            Object array = scalars.toArray();
            return IntStream.range(0, scalars.size()).mapToObj(i -> Array.get(array, i));
        }
        return ((List<?>) list).stream();
    }

    private Object single(Member member, Object value) {
        if (value instanceof Enum<?> constant) {
            Value known = pdl.enumeration(member.type.declared()).values.stream()
                    .filter(it -> it.name.equals(constant.name()))
                    .findFirst()
                    .orElseThrow();
            return new EnumValue(known.identity, known.number);
        } else if (value instanceof Boolean bool) {
            return bool ? BigInteger.ONE : BigInteger.ZERO;
        } else if (value instanceof Float number) {
            return "float " + Float.floatToRawIntBits(number);
        } else if (value instanceof Double number) {
            return "double " + Double.doubleToRawLongBits(number);
        } else if (value instanceof Number number) {
            boolean unsigned = member.type.builtIn().equals("ulong");
            return unsigned
                    ? new BigInteger(Long.toUnsignedString(number.longValue()))
                    : BigInteger.valueOf(number.longValue());
        } else if (value instanceof Bytes bytes) {
            List<Byte> list = new ArrayList<>();
            for (byte b : bytes.toArray()) {
                list.add(b);
            }
            return list;
        }
        return value;
    }

    /** Returns whether this version, which has read a packet, understood the values that the other version wrote. */
    public boolean isUnderstood(Map<String, Object> written, Map<String, Object> read) {
        return read.entrySet().stream()
                .allMatch(entry -> written.containsKey(entry.getKey())
                        ? isSame(Objects.requireNonNull(written.get(entry.getKey())), entry.getValue())
                        : isDefault(entry.getKey(), entry.getValue()));
    }

    private boolean isSame(Object written, Object read) {
        if (written instanceof EnumValue one && read instanceof EnumValue other) {
            return one.value() == other.value() || isUnknown(one.value(), other.value());
        } else if (written instanceof EnumValue one) {
            return BigInteger.valueOf(one.number()).equals(read);
        } else if (read instanceof EnumValue other) {
            return BigInteger.valueOf(other.number()).equals(written);
        } else if (written instanceof List<?> some && read instanceof List<?> others) {
            return some.size() == others.size()
                    && IntStream.range(0, some.size()).allMatch(i -> isSame(some.get(i), others.get(i)));
        } else if (written instanceof Map<?, ?> one && read instanceof Map<?, ?> other) {
            return one.keySet().equals(other.keySet())
                    && one.keySet().stream()
                            .allMatch(key -> isSame(
                                    Objects.requireNonNull(one.get(key)), Objects.requireNonNull(other.get(key))));
        }
        return written.equals(read);
    }

    /** Returns whether an unknown value was read as the unknown value of its enum. */
    private boolean isUnknown(int written, int read) {
        Enumeration its = pdl.enums().stream()
                .filter(it -> it.values.stream().anyMatch(value -> value.identity == read))
                .findFirst()
                .orElseThrow();
        return its.unknown == read && its.values.stream().noneMatch(value -> value.identity == written);
    }

    /** Returns whether a value is the default of its member: zero if allowed, else the minimum. */
    private boolean isDefault(String path, Object value) {
        if (value instanceof Boolean present) {
            return !present;
        } else if (value instanceof List<?> list) {
            return list.isEmpty();
        } else if (value instanceof String text) {
            return text.isEmpty() || text.equals("float 0") || text.equals("double 0") || hasBound(path);
        } else if (value instanceof EnumValue constant) {
            Enumeration its = pdl.enums().stream()
                    .filter(it -> it.values.stream().anyMatch(known -> known.identity == constant.value()))
                    .findFirst()
                    .orElseThrow();
            return its.values.get(0).identity == constant.value() || constant.number() == 0;
        }
        return value.equals(BigInteger.ZERO) || hasBound(path);
    }

    private boolean hasBound(String path) {
        int identity = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        return pdl.bodies().stream()
                .flatMap(List::stream)
                .anyMatch(member -> member.identity == identity && member.attributes.containsKey("min"));
    }
}
