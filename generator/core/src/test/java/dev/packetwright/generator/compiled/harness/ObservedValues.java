package dev.packetwright.generator.compiled.harness;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.ScalarList;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The values that a packet shows through its record or its view. Equal values mean equal packets. */
public final class ObservedValues {
    /** The maximum number of elements that are compared, because lists of elements without bytes can be very long. */
    private static final int ENOUGH = 300;

    private final Map<String, String> views = new HashMap<>();
    private final CompiledProtocol protocol;

    public ObservedValues(CompiledProtocol protocol) {
        this.protocol = protocol;
        Protocol model = protocol.model();
        Set<String> taken = new HashSet<>();
        model.topLevelNames().forEach(name -> taken.add(protocol.names().type(name)));
        Stream.concat(
                        model.packets().stream().map(PacketType::name),
                        model.structs().stream().map(RecordType::name))
                .map(protocol.names()::type)
                .forEach(name -> views.put(name, free(name + "View", taken)));
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    /** Returns the values of a record. */
    public List<Object> ofRecord(PacketType type, Object packet) {
        return ofRecord(type.body(), packet);
    }

    private List<Object> ofRecord(Body body, Object record) {
        List<Object> seen = new ArrayList<>();
        for (Member member : body.members()) {
            Object value = call(record, protocol.names().member(member));
            seen.add(
                    member.traits().isOptional()
                            ? ((Optional<?>) value).map(present -> ofRecord(member, present))
                            : ofRecord(member, value));
        }
        return seen;
    }

    private Object ofRecord(Member member, Object value) {
        if (member.type() instanceof RecordType struct) {
            return ofRecord(struct.body(), value);
        } else if (value instanceof ScalarList<?> list) {
            Object array = list.toArray();
            List<Object> numbers = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                numbers.add(comparable(Array.get(array, i)));
            }
            return numbers;
        } else if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>(List.of(list.size()));
            for (Object element : list.subList(0, Math.min(list.size(), ENOUGH))) {
                elements.add(ofElement(((ListType) member.type()), element));
            }
            return elements;
        }
        return comparable(value);
    }

    private Object ofElement(ListType type, Object element) {
        return type.element() instanceof RecordType record ? ofRecord(record.body(), element) : element;
    }

    /** Returns the values of the view of a packet. Exceptions of the view are thrown unchanged. */
    public List<Object> ofView(PacketType type, Object view, PacketReader in) {
        call(view, "wrap", PacketReader.class, in);
        return ofView(type.body(), view);
    }

    /** Returns a new view of the packet. */
    public Object view(PacketType type) {
        try {
            return protocol.type(
                            Objects.requireNonNull(views.get(protocol.names().type(type.name()))))
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException notGenerated) {
            throw new LinkageError(notGenerated.getMessage(), notGenerated);
        }
    }

    private List<Object> ofView(Body body, Object view) {
        Set<String> names = new HashSet<>();
        body.members().forEach(member -> names.add(protocol.names().member(member)));
        List<Object> seen = new ArrayList<>();
        for (Member member : body.members()) {
            String name = protocol.names().member(member);
            boolean isThere =
                    !member.traits().isOptional() || (boolean) call(view, free("has" + capitalized(name), names));
            String size = isNumbers(member) ? free(name + "Size", names) : "";
            Object value = isThere ? ofView(member, view, size) : "";
            seen.add(member.traits().isOptional() ? Optional.of(value).filter(present -> isThere) : value);
        }
        return seen;
    }

    private static boolean isNumbers(Member member) {
        return member.type() instanceof ListType list && list.element() instanceof ScalarType;
    }

    private Object ofView(Member member, Object view, String size) {
        String name = protocol.names().member(member);
        if (isNumbers(member)) {
            List<Object> numbers = new ArrayList<>();
            int count = (int) call(view, size);
            for (int i = 0; i < count; i++) {
                Object number = call(view, name, int.class, i);
                boolean small = number instanceof Byte || number instanceof Short;
                numbers.add(small ? ((Number) number).intValue() : comparable(number));
            }
            return numbers;
        }
        Object value = call(view, name);
        if (member.type() instanceof RecordType struct) {
            return ofView(struct.body(), value);
        } else if (member.type() instanceof ListType list) {
            return ofCursor(list, value);
        }
        return comparable(value);
    }

    private Object ofCursor(ListType list, Object cursor) {
        int size = (int) call(cursor, "size");
        List<Object> elements = new ArrayList<>(List.of(size));
        while ((boolean) call(cursor, "next") && elements.size() <= ENOUGH) {
            Object element = call(cursor, "get");
            elements.add(list.element() instanceof RecordType record ? ofView(record.body(), element) : element);
        }
        return elements;
    }

    /** Returns a value that can be compared; NaNs are compared by their bits. */
    private static Object comparable(Object value) {
        if (value instanceof Float number) {
            return Float.floatToRawIntBits(number);
        } else if (value instanceof Double number) {
            return Double.doubleToRawLongBits(number);
        }
        return value;
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static Object call(Object object, String method) {
        try {
            return invoke(object.getClass().getMethod(method), object);
        } catch (NoSuchMethodException notGenerated) {
            throw new LinkageError(notGenerated.getMessage(), notGenerated);
        }
    }

    private static Object call(Object object, String method, Class<?> type, Object argument) {
        try {
            return invoke(object.getClass().getMethod(method, type), object, argument);
        } catch (NoSuchMethodException notGenerated) {
            throw new LinkageError(notGenerated.getMessage(), notGenerated);
        }
    }

    private static Object invoke(Method method, Object object, Object... arguments) {
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new AssertionError(thrown.getCause());
        } catch (IllegalAccessException notPublic) {
            throw new LinkageError(notPublic.getMessage(), notPublic);
        }
    }
}
