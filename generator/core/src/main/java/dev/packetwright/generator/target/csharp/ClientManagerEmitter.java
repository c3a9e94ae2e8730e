package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Role;
import dev.packetwright.generator.model.Side;
import java.util.List;
import java.util.Optional;

/** Emits the handler interface and the manager of a side, for sessions of any type. */
record ClientManagerEmitter(CSharpNames names, Side side, CodeWriter out) {
    /**
     * The packets that a handler handles. Pings and pongs are the business of a session; a handshake is not, because only
     * its author knows its members.
     */
    static List<PacketType> handled(Protocol protocol, Side side) {
        return protocol.receivedBy(side).stream()
                .filter(packet -> packet.role().equals(Optional.of(Role.HANDSHAKE))
                        || packet.role().isEmpty())
                .toList();
    }

    void emit(List<PacketType> handled) {
        out.doc(List.of("Handles the packets that the " + who() + " receives, except for pings and pongs."));
        out.open("public interface " + handler());
        handled.forEach(this::method);
        out.close();
        out.blank();
        out.doc(List.of("Reads the packets that the " + who() + " receives, and calls a handler with them."));
        out.open("public sealed partial class " + prefix() + "PacketManager<TSession>");
        out.line("private readonly " + handler() + " handler;");
        handled.forEach(this::used);
        out.blank();
        out.open("public " + prefix() + "PacketManager(" + handler() + " handler)");
        out.line("this.handler = handler;");
        out.close();
        out.blank();
        dispatch(handled);
        out.blank();
        dispatchAndReuse(handled);
        out.close();
    }

    private String prefix() {
        return side == Side.CLIENT ? "Client" : "Server";
    }

    private String who() {
        return side == Side.CLIENT ? "client" : "server";
    }

    private String handler() {
        return "I" + prefix() + "PacketHandler<TSession>";
    }

    private void method(PacketType packet) {
        BodyEmitter.obsolete(packet.deprecated(), names, out);
        out.line("void " + method(CSharpNames.type(packet.name())) + "(TSession session, "
                + names.reference(packet.name()) + " packet);");
    }

    private static String method(String type) {
        return "On" + type;
    }

    private void used(PacketType packet) {
        out.line("private " + names.reference(packet.name()) + " " + CSharpNames.used(packet.name()) + ";");
    }

    private void dispatch(List<PacketType> handled) {
        out.doc(List.of(
                "Reads a whole packet, header included, and calls the handler with it. The handler may keep the packet.",
                "Any number of threads can call this method at once."));
        openDispatch("Dispatch");
        for (PacketType packet : handled) {
            out.line(label(packet));
            out.line("    " + call(packet, names.reference(packet.name()) + ".Read(packet)"));
            out.line("    return true;");
        }
        closeDispatch();
    }

    /** While a handler has the packet, the field is null: a call from within the handler makes another packet. */
    private void dispatchAndReuse(List<PacketType> handled) {
        out.doc(List.of(
                "Does what Dispatch does without a new packet: reads all packets of one type into one object. The handler",
                "must keep neither the packet nor a list, an element or an array of it. One thread at a time can call this",
                "method; a handler can call it, too."));
        openDispatch("DispatchAndReuse");
        for (PacketType packet : handled) {
            String type = names.reference(packet.name());
            String used = CSharpNames.used(packet.name());
            out.open(label(packet));
            out.line(type + " value = " + used + " ?? new " + type + "();");
            out.line(used + " = null;");
            out.line("value.ReadFrom(packet);");
            out.line(call(packet, "value"));
            out.line(used + " = value;");
            out.line("return true;");
            out.close();
        }
        closeDispatch();
    }

    private static String label(PacketType packet) {
        return "case PacketID." + Identifiers.escaped(CSharpNames.type(packet.name())) + ":";
    }

    private static String call(PacketType packet, String argument) {
        return "handler." + method(CSharpNames.type(packet.name())) + "(session, " + argument + ");";
    }

    private void openDispatch(String name) {
        out.line("/// <returns>Whether the handler has a method for this id. If not, nothing was read.</returns>");
        out.line("/// <exception cref=\"MalformedPacketException\">The bytes are not a packet.</exception>");
        out.open("public bool " + name + "(TSession session, " + names.system("ArraySegment") + "<byte> packet)");
        out.open("switch ((PacketID)PacketReader.IdOf(packet))");
    }

    private void closeDispatch() {
        out.line("default:");
        out.line("    return false;");
        out.close();
        out.close();
    }
}
