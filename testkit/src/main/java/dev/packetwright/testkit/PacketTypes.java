package dev.packetwright.testkit;

import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;

/** Reads the packets of a generated interface such as {@code ClientPacket}, or those of a single class. */
final class PacketTypes {
    private static final ClassValue<PacketTypes> KNOWN = new ClassValue<>() {
        @Override
        protected PacketTypes computeValue(Class<?> type) {
            return new PacketTypes(type);
        }
    };

    private final Map<Integer, MethodHandle> readers = new HashMap<>();

    private PacketTypes(Class<?> type) {
        if (type.isSealed()) {
            for (Class<?> each : type.getPermittedSubclasses()) {
                add(each);
            }
        } else {
            add(type);
        }
    }

    static PacketTypes of(Class<? extends Packet> type) {
        return KNOWN.get(type);
    }

    private void add(Class<?> type) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            int id = (int) lookup.findStaticGetter(type, "ID", int.class).invoke();
            MethodHandle read = lookup.findStatic(type, "read", MethodType.methodType(type, PacketReader.class));
            readers.put(id, read.asType(MethodType.methodType(Packet.class, PacketReader.class)));
        } catch (IllegalAccessException hidden) {
            throw new IllegalArgumentException(
                    type + " is not visible to the test kit: make it public, and export its package", hidden);
        } catch (Throwable missing) {
            throw new IllegalArgumentException(
                    type + " is no generated packet: it needs 'static final int ID' and 'static " + type.getSimpleName()
                            + " read(PacketReader)'",
                    missing);
        }
    }

    Packet read(PacketReader in) {
        MethodHandle reader = readers.get(in.packetId());
        if (reader == null) {
            throw new MalformedPacketException("header.id", 2, "the probe receives no packet with id " + in.packetId());
        }
        try {
            return (Packet) reader.invokeExact(in);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError("read declares no checked exception", impossible);
        }
    }
}
