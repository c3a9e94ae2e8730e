package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Role;
import dev.packetwright.generator.model.Side;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Emits the unions of packets, the handlers, and what a session needs to know of each side. */
record SidesEmitter(ModuleParts module, Protocol protocol, Set<Side> sides, CodeWriter out) {
    private static final String BYTES = "Uint8Array<ArrayBuffer>";

    void emit() {
        unions();
        handlers();
        List<Side> ordered = Stream.of(Side.values()).filter(sides::contains).toList();
        if (ordered.size() == 1) {
            Side side = ordered.get(0);
            decoder("decode", "export function", union(side), protocol.receivedBy(side));
            encoder("encode", "export function", union(side.other()), protocol.receivedBy(side.other()));
        } else {
            decoder("decode", "export function", "Packet", protocol.packets());
            encoder("encode", "export function", "Packet", protocol.packets());
        }
        side();
        for (Side side : ordered) {
            if (ordered.size() > 1) {
                decoder("decodeFor" + name(side), "function", union(side), protocol.receivedBy(side));
                encoder("encodeFor" + name(side), "function", union(side.other()), protocol.receivedBy(side.other()));
            }
            object(side, ordered.size() > 1 ? "For" + name(side) : "");
        }
    }

    private static String name(Side side) {
        return side == Side.CLIENT ? "Client" : "Server";
    }

    private static String who(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private static String union(Side side) {
        return name(side) + "Packet";
    }

    private static String type(PacketType packet) {
        return TypeScriptNames.type(packet.name());
    }

    private static String union(List<PacketType> packets) {
        return packets.isEmpty()
                ? "never"
                : packets.stream().map(SidesEmitter::type).collect(Collectors.joining(" | "));
    }

    private void unions() {
        union("Any packet of this protocol.", "Packet", protocol.packets());
        for (Side side : Side.values()) {
            union("A packet that the " + who(side) + " receives.", union(side), protocol.receivedBy(side));
        }
        out.doc(List.of("A packet that may lack its tag, because the function that takes it knows it."));
        out.line("export type Untagged<P> = Omit<P, \"" + BodyNames.TAG + "\"> & { readonly " + BodyNames.TAG
                + "?: unknown };");
        out.blank();
    }

    private void union(String doc, String name, List<PacketType> packets) {
        out.doc(List.of(doc));
        if (packets.size() <= 3) {
            out.line("export type " + name + " = " + union(packets) + ";");
        } else {
            out.line("export type " + name + " =");
            for (int i = 0; i < packets.size(); i++) {
                out.line("  | " + type(packets.get(i)) + (i == packets.size() - 1 ? ";" : ""));
            }
        }
        out.blank();
    }

    private void handlers() {
        out.doc(List.of("One method for each of these packets. Without one of them, it does not compile."));
        out.line("export type Handler<P extends Packet> = { readonly [Q in P as Q[\"" + BodyNames.TAG
                + "\"]]: (packet: Q) => void };");
        out.blank();
        for (Side side : Side.values()) {
            if (sides.contains(side)) {
                List<PacketType> handled = protocol.receivedBy(side).stream()
                        .filter(packet -> packet.role()
                                .filter(role -> role != Role.HANDSHAKE)
                                .isEmpty())
                        .toList();
                out.doc(List.of("Handles what the " + who(side) + " receives, except for pings and pongs."));
                out.line("export type " + name(side) + "Handler = Handler<" + union(handled) + ">;");
                out.blank();
            }
        }
        out.doc(List.of("Calls the method for a packet."));
        out.open("export function handle<P extends Packet>(handler: Handler<P>, packet: P): void");
        out.line("(handler as Handler<Packet>)[packet." + BodyNames.TAG + "](packet as never);");
        out.close();
        out.blank();
    }

    private void decoder(String name, String declared, String result, List<PacketType> packets) {
        out.doc(List.of(
                "Decodes " + (result.equals("Packet") ? "any packet" : article(result))
                        + " with its header. The result keeps nothing of the bytes.",
                "@throws {@link PacketError} if the bytes are no such packet"));
        out.open(declared + " " + name + "(bytes: Uint8Array): " + result);
        out.open("switch (openPacket(bytes))");
        for (PacketType packet : packets) {
            out.line("case " + packet.id() + ":");
            out.line("  return " + module.function("read", type(packet)) + "();");
        }
        out.line("default:");
        out.line("  throw unknownId();");
        out.close();
        out.close();
        out.blank();
    }

    private static String article(String union) {
        return union.equals("ClientPacket") ? "a packet that the client receives" : "a packet that the server receives";
    }

    private void encoder(String name, String declared, String parameter, List<PacketType> packets) {
        out.doc(List.of(
                "Encodes " + (parameter.equals("Packet") ? "any packet" : article(parameter)) + " with its header.",
                "@throws {@link PacketError} if a member has a value that the protocol does not allow"));
        out.open(declared + " " + name + "(packet: " + parameter + "): " + BYTES);
        if (packets.isEmpty()) {
            out.line("throw unknownPacket(packet);");
        } else {
            out.open("switch (packet." + BodyNames.TAG + ")");
            for (PacketType packet : packets) {
                out.line("case " + TypeScriptText.literal(type(packet)) + ":");
                out.line("  return " + TypeScriptNames.encoder(packet) + "(packet);");
            }
            out.line("default:");
            out.line("  throw unknownPacket(packet);");
            out.close();
        }
        out.close();
        out.blank();
    }

    private void side() {
        out.doc(List.of("The ids of a ping and of its answer, which sessions send by themselves."));
        out.open("export interface PingPackets");
        out.line("readonly ping: number;");
        out.line("readonly pong: number;");
        out.close();
        out.blank();
        out.doc(List.of("A side of a protocol, as a session needs it."));
        out.open("export interface Side<Received, Sent>");
        out.line("readonly webSocketProtocol: string;");
        out.line("readonly decode: (bytes: Uint8Array) => Received;");
        out.line("readonly encode: (packet: Sent) => " + BYTES + ";");
        out.doc(List.of("The ping that this side sends."));
        out.line("readonly ping?: PingPackets;");
        out.doc(List.of("The ping that this side answers."));
        out.line("readonly answeredPing?: PingPackets;");
        out.close();
        out.blank();
    }

    private void object(Side side, String suffix) {
        out.doc(List.of("The side of the " + who(side) + "."));
        out.open("export const " + name(side) + "Side: Side<" + union(side) + ", " + union(side.other()) + "> =");
        // a literal, because bundlers do not leave out an object whose making reads members
        out.line("webSocketProtocol: " + TypeScriptText.literal(ModuleEmitter.webSocketProtocol(protocol)) + ",");
        out.line("decode" + (suffix.isEmpty() ? "" : ": decode" + suffix) + ",");
        out.line("encode" + (suffix.isEmpty() ? "" : ": encode" + suffix) + ",");
        pings(side).ifPresent(ids -> out.line("ping: " + ids + ","));
        pings(side.other()).ifPresent(ids -> out.line("answeredPing: " + ids + ","));
        out.close(";");
        out.blank();
    }

    private Optional<String> pings(Side sender) {
        return protocol.receivedBy(sender.other(), Role.PING).stream()
                .findFirst()
                .flatMap(ping -> protocol.receivedBy(sender, Role.PONG).stream()
                        .findFirst()
                        .map(pong -> "{ ping: " + ping.id() + ", pong: " + pong.id() + " }"));
    }
}
