package dev.packetwright.generator.compiled.harness;

import dev.packetwright.generator.model.Side;
import dev.packetwright.runtime.packet.PacketReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A generated packet manager with a handler that records its calls. */
public final class RecordingHandler {
    /** One call of a handler. */
    public record Call(String method, Object session, Object packet) {}

    private final List<Call> calls = new ArrayList<>();
    private final Class<?> managerType;
    private final Object manager;

    public RecordingHandler(CompiledProtocol protocol, Side side) {
        String prefix = side == Side.SERVER ? "Server" : "Client";
        Class<?> handlerType = protocol.type(prefix + "PacketHandler");
        managerType = protocol.type(prefix + "PacketManager");
        Object handler = Proxy.newProxyInstance(
                handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                    calls.add(new Call(method.getName(), arguments[0], arguments[1]));
                    return null;
                });
        try {
            manager = managerType.getConstructor(handlerType).newInstance(handler);
        } catch (ReflectiveOperationException notGenerated) {
            throw new LinkageError(notGenerated.getMessage(), notGenerated);
        }
    }

    /** Returns the methods of a side's handler. */
    public static List<String> handlerMethods(CompiledProtocol protocol, Side side) {
        Class<?> handler = protocol.type((side == Side.SERVER ? "Server" : "Client") + "PacketHandler");
        return Arrays.stream(handler.getMethods())
                .map(method -> method.getName())
                .sorted()
                .toList();
    }

    /** Dispatches the bytes. Exceptions of the manager are thrown unchanged. */
    public List<Call> dispatch(Object session, byte[] bytes) {
        calls.clear();
        try {
            managerType
                    .getMethod("dispatch", Object.class, PacketReader.class)
                    .invoke(manager, session, new PacketReader(bytes));
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new AssertionError(thrown.getCause());
        } catch (ReflectiveOperationException notGenerated) {
            throw new LinkageError(notGenerated.getMessage(), notGenerated);
        }
        return List.copyOf(calls);
    }
}
