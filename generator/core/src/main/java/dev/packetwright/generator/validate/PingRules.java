package dev.packetwright.generator.validate;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Role;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.model.Traits;
import java.util.List;
import java.util.Locale;

/**
 * The rules for packets with the role ping or pong: each carries one value of eight bytes, and a side that receives a
 * ping has exactly one pong to answer it with.
 */
final class PingRules {
    private final Protocol protocol;
    private final Diagnostics diagnostics;

    PingRules(Protocol protocol, Diagnostics diagnostics) {
        this.protocol = protocol;
        this.diagnostics = diagnostics;
    }

    void check() {
        protocol.packets().stream()
                .filter(packet ->
                        packet.role().filter(role -> role != Role.HANDSHAKE).isPresent())
                .forEach(this::checkMembers);
        for (Side side : Side.values()) {
            checkSingle(side, Role.PING);
            checkSingle(side, Role.PONG);
            checkPartner(side, Role.PING, Role.PONG);
            checkPartner(side, Role.PONG, Role.PING);
        }
    }

    private void checkMembers(PacketType packet) {
        List<Member> members = packet.body().members();
        if (members.size() != 1 || !isToken(members.get(0))) {
            String role = packet.role().orElseThrow().pdlName();
            diagnostics.report(
                    DiagnosticCode.PING_WITH_OTHER_MEMBERS,
                    packet.name().place(),
                    "the " + role + " '" + packet.name().pdl() + "' must have one member, a plain long or ulong",
                    "write <packet name=\"" + packet.name().pdl() + "\" role=\"" + role
                            + "\"><ulong name=\"token\"/></packet>");
        }
    }

    /** Whether a member can have each value of eight bytes, in packets of each version. */
    private static boolean isToken(Member member) {
        Traits traits = member.traits();
        return (member.type() == ScalarType.LONG || member.type() == ScalarType.ULONG)
                && !traits.isOptional()
                && !traits.isLater()
                && traits.range().isEmpty();
    }

    private void checkSingle(Side side, Role role) {
        List<PacketType> received = protocol.receivedBy(side, role);
        if (received.size() > 1
                && !diagnostics.hasReported(received.get(1).name().place())) {
            diagnostics.reportClash(
                    DiagnosticCode.SECOND_PING,
                    received.get(0).name().place(),
                    received.get(1).name().place(),
                    "the " + nameOf(side) + " receives two packets with the role " + role.pdlName(),
                    "remove the role of one of them");
        }
    }

    private void checkPartner(Side side, Role role, Role partner) {
        boolean hasPartner = !protocol.receivedBy(side.other(), partner).isEmpty();
        protocol.receivedBy(side, role).stream()
                .filter(packet ->
                        !hasPartner && !diagnostics.hasReported(packet.name().place()))
                .forEach(packet -> reportAlone(packet, side, partner));
    }

    private void reportAlone(PacketType packet, Side receiver, Role partner) {
        String other = nameOf(receiver.other());
        diagnostics.report(
                DiagnosticCode.PING_WITHOUT_PONG,
                packet.name().place(),
                "the " + nameOf(receiver) + " receives the "
                        + packet.role().orElseThrow().pdlName() + " '"
                        + packet.name().pdl() + "', but the " + other + " receives no " + partner.pdlName(),
                "give the role " + partner.pdlName() + " to a packet that the " + nameOf(receiver) + " sends and the "
                        + other + " receives");
    }

    private static String nameOf(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
