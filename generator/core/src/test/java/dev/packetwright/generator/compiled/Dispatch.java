package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Side;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A generated manager with a handler that writes down what it is called with. */
final class Dispatch {
    /** One call of a handler. */
    record Call(String method, Object session, Object packet) {}

    private final List<Call> calls = new ArrayList<>();
    private final Class<?> managerType;
    private final Object manager;

    Dispatch(CompiledProtocol protocol, Side side) {
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

    /** The methods of a side's handler. */
    static List<String> handlerMethods(CompiledProtocol protocol, Side side) {
        Class<?> handler = protocol.type((side == Side.SERVER ? "Server" : "Client") + "PacketHandler");
        return Arrays.stream(handler.getMethods())
                .map(method -> method.getName())
                .sorted()
                .toList();
    }

    /** Dispatches the bytes; what the manager throws comes out as it is. */
    List<Call> dispatch(Object session, byte[] bytes) {
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

    /** Sends one packet of each type to each side that handles it. */
    static void assertEveryPacketArrives(CompiledProtocol protocol) {
        Random random = new Random(3);
        for (Side side : Side.values()) {
            Dispatch manager = new Dispatch(protocol, side);
            for (PacketType type : protocol.model().receivedBy(side)) {
                ValueTree values = RandomValues.of(type.body(), random).asReceived();
                Packet packet = new Values(protocol).packet(type, values);
                assertThat(manager.dispatch("session", packet.toBytes()))
                        .containsExactly(new Call("on" + protocol.names().type(type.name()), "session", packet));
            }
        }
    }
}
