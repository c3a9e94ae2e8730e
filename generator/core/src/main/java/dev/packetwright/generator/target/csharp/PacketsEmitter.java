package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.layout.PacketLayout;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Role;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.model.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Emits {@code GenPackets.cs}: the packets and everything that they need. */
final class PacketsEmitter {
    private final ProtocolLayout layout;
    private final CSharpNames names;
    private final CSharpRuntime runtime;
    private final CodeWriter out;

    PacketsEmitter(ProtocolLayout layout, CSharpNames names, CSharpRuntime runtime, CodeWriter out) {
        this.layout = layout;
        this.names = names;
        this.runtime = runtime;
        this.out = out;
    }

    void emit() {
        ids();
        EnumEmitter enums = new EnumEmitter(names, out);
        for (EnumType type : layout.protocol().enums()) {
            out.blank();
            enums.emit(type);
        }
        for (RecordLayout struct : layout.structs()) {
            out.blank();
            BodyEmitter.emitClass(
                    names,
                    names.classOf(struct.type().name()),
                    struct,
                    struct.type().name().pdl() + ".",
                    out);
        }
        for (PacketLayout packet : layout.packets()) {
            out.blank();
            packet(packet);
        }
        if (!layout.protocol().enums().isEmpty()) {
            out.blank();
            knownValues(enums);
        }
        if (runtime == CSharpRuntime.COURSE) {
            support(SupportTypes.COURSE_PACKET);
            SupportTypes.CONTAINED.forEach(this::support);
        } else {
            out.blank();
            protocol();
        }
    }

    private void support(String text) {
        out.blank();
        out.text(names.withSystemTypes(text));
    }

    private void ids() {
        out.doc(List.of("The ids of the packets."));
        out.open("public enum PacketID");
        for (PacketType packet : layout.protocol().packets()) {
            out.line(Identifiers.escaped(CSharpNames.type(packet.name())) + " = " + packet.id() + ",");
        }
        out.close();
    }

    private void protocol() {
        Protocol protocol = layout.protocol();
        out.doc(List.of("What two peers compare to know whether they fit."));
        out.open("public static class PacketProtocol");
        out.line("public const int Version = " + protocol.version() + ";");
        out.line("public const int OldestVersion = " + protocol.oldestVersion() + ";");
        out.doc(List.of("A hash of everything that changes the wire."));
        out.line(String.format(Locale.ROOT, "public const ulong Fingerprint = 0x%016x;", protocol.fingerprint()));
        Stream.of(Side.values()).forEach(this::ping);
        out.close();
    }

    private void ping(Side sender) {
        Protocol protocol = layout.protocol();
        for (PacketType ping : protocol.receivedBy(sender.other(), Role.PING)) {
            for (PacketType pong : protocol.receivedBy(sender, Role.PONG)) {
                String who = sender == Side.CLIENT ? "Client" : "Server";
                out.doc(List.of("The ping that a " + who.toLowerCase(Locale.ROOT) + " sends, and its answer."));
                out.line("public static readonly PingPackets " + who + "Ping = new PingPackets((ushort)" + id(ping)
                        + ", (ushort)" + id(pong) + ");");
            }
        }
    }

    private void knownValues(EnumEmitter enums) {
        out.doc(List.of("The numbers that values of enums may have."));
        out.open("internal static class PacketEnums");
        boolean isFirst = true;
        for (EnumType type : layout.protocol().enums()) {
            if (!isFirst) {
                out.blank();
            }
            enums.emitKnown(type);
            isFirst = false;
        }
        out.close();
    }

    private void packet(PacketLayout packet) {
        PacketType type = packet.type();
        ClassNames classNames = names.classOf(type.name());
        out.doc(doc(type));
        BodyEmitter.obsolete(type.deprecated(), names, out);
        out.open("public partial class " + Identifiers.escaped(classNames.name()) + " : IPacket");
        BodyEmitter body = new BodyEmitter(names, classNames, packet.body(), "", out);
        body.members();
        out.line("public ushort Protocol { get { return (ushort)" + id(type) + "; } }");
        out.blank();
        body.size(WireFormat.HEADER_SIZE);
        out.blank();
        write(type);
        if (runtime == CSharpRuntime.COURSE) {
            courseMethods();
        } else {
            read(type);
        }
        readFrom(type);
        body.methods();
        out.close();
    }

    private static List<String> doc(PacketType type) {
        List<String> lines = new ArrayList<>(CSharpText.lines(type.doc().orElse("")));
        String since = type.since() > Traits.FIRST_VERSION ? ", since version " + type.since() : "";
        lines.add(direction(type.direction()) + ", id " + type.id() + since + ".");
        return lines;
    }

    private static String direction(Direction direction) {
        return switch (direction) {
            case CLIENT_TO_SERVER -> "Client to server";
            case SERVER_TO_CLIENT -> "Server to client";
            case BOTH -> "Both ways";
        };
    }

    private static String id(PacketType type) {
        return "PacketID." + Identifiers.escaped(CSharpNames.type(type.name()));
    }

    private static String idAndName(PacketType type) {
        return "(ushort)" + id(type) + ", \"" + type.name().pdl() + "\"";
    }

    private void write(PacketType type) {
        out.open("public int Write(" + names.system("ArraySegment") + "<byte> buffer)");
        out.line("PacketWriter writer = new PacketWriter(buffer, " + idAndName(type) + ");");
        out.line("WriteMembers(ref writer);");
        out.line("return writer.Finish();");
        out.close();
        out.blank();
    }

    private void read(PacketType type) {
        String name = names.reference(type.name());
        out.doc(List.of("Reads a whole packet, header included."));
        out.open("public static " + name + " Read(" + names.system("ArraySegment") + "<byte> packet)");
        out.line(name + " value = new " + name + "();");
        out.line("value.ReadFrom(packet);");
        out.line("return value;");
        out.close();
        out.blank();
    }

    private void readFrom(PacketType type) {
        out.open("public void ReadFrom(" + names.system("ArraySegment") + "<byte> packet)");
        out.line("PacketReader reader = new PacketReader(packet, " + idAndName(type) + ");");
        out.line("ReadMembers(ref reader);");
        out.close();
    }

    private void courseMethods() {
        String segment = names.system("ArraySegment") + "<byte>";
        out.open("public " + segment + " Write()");
        out.line("int size = Size;");
        out.line("Write(SendBufferHelper.Open(size));");
        out.line("return SendBufferHelper.Close(size);");
        out.close();
        out.blank();
        out.open("public void Read(" + segment + " segment)");
        out.line("ReadFrom(segment);");
        out.close();
        out.blank();
    }
}
