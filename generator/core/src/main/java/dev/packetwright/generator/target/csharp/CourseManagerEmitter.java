package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Side;
import java.util.List;

/** Emits the {@code PacketManager} of the course, which calls the static methods of the user's {@code PacketHandler}. */
record CourseManagerEmitter(CSharpNames names, CodeWriter out) {
    /**
     * The packets that a side receives. As in the course, a packet without a prefix goes to the server alone.
     */
    static List<PacketType> received(Protocol protocol, Side side) {
        return protocol.receivedBy(side).stream()
                .filter(packet -> side == Side.SERVER || !hasNoDirection(packet))
                .toList();
    }

    private static boolean hasNoDirection(PacketType packet) {
        return packet.direction() == Direction.BOTH
                && Direction.byPrefix(packet.name().pdl()) == Direction.BOTH;
    }

    void emit(List<PacketType> received) {
        String segment = names.system("ArraySegment") + "<byte>";
        String action = names.system("Action") + "<PacketSession, IPacket>";
        out.doc(List.of("Reads received packets and calls PacketHandler with them."));
        out.open("public partial class PacketManager");
        out.line("#region Singleton");
        out.line("private static PacketManager instance = new PacketManager();");
        out.line("public static PacketManager Instance { get { return instance; } }");
        out.line("#endregion");
        out.blank();
        out.doc(List.of(
                "Makes a new instance: Unity keeps the old one between two plays if it does not reload the domain."));
        out.line("#if UNITY_2019_2_OR_NEWER");
        out.line(
                "[UnityEngine.RuntimeInitializeOnLoadMethod(UnityEngine.RuntimeInitializeLoadType.SubsystemRegistration)]");
        out.line("#endif");
        out.block("public static void Reset()", "instance = new PacketManager();");
        out.blank();
        out.doc(List.of("There is nothing to register. Some versions of the course call this method."));
        out.open("public void Register()");
        out.close();
        out.blank();
        out.doc(List.of("Called for an id that this side does not receive."));
        out.line("partial void OnUnknownPacket(PacketSession session, ushort id);");
        out.blank();
        out.doc(List.of("Reads a packet, and calls the callback or else the handler. A malformed packet is a"
                + " MalformedPacketException."));
        out.open("public void OnRecvPacket(PacketSession session, " + segment + " buffer, " + action
                + " onRecvCallback = null)");
        out.line("ushort id = PacketReader.IdOf(buffer);");
        out.line("IPacket packet = MakePacket((PacketID)id);");
        out.open("if (packet == null)");
        out.line("OnUnknownPacket(session, id);");
        out.line("return;");
        out.close();
        out.line("packet.Read(buffer);");
        out.block("if (onRecvCallback != null)", "onRecvCallback.Invoke(session, packet);");
        out.block("else", "HandlePacket(session, packet);");
        out.close();
        out.blank();
        out.open("private static IPacket MakePacket(PacketID id)");
        out.open("switch (id)");
        received.forEach(packet -> out.line(label(packet) + " return new " + names.reference(packet.name()) + "();"));
        out.line("default: return null;");
        out.close();
        out.close();
        out.blank();
        out.doc(List.of("Calls the handler of a packet."));
        out.open("public void HandlePacket(PacketSession session, IPacket packet)");
        out.open("switch ((PacketID)packet.Protocol)");
        received.forEach(
                packet -> out.line(label(packet) + " PacketHandler." + handler(packet) + "(session, packet); break;"));
        out.line("default: break;");
        out.close();
        out.close();
        out.close();
    }

    /** The method of the user's class {@code PacketHandler}, which cannot have the name of its class. */
    static String handler(PacketType packet) {
        String type = CSharpNames.type(packet.name());
        return type.equals("Packet") ? "Packet_Handler" : type + "Handler";
    }

    private static String label(PacketType packet) {
        return "case PacketID." + Identifiers.escaped(CSharpNames.type(packet.name())) + ":";
    }
}
