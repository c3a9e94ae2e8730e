package dev.packetwright.generator.validate;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.source.Place;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks the rules that apply to all targets: ids and names are unique, members of later versions come last, and pings
 * have their pongs. Each target checks the limits of its language.
 */
public final class Validator {
    private static final String REMOVE_OR_RENAME = "remove or rename one of them";

    private final Diagnostics diagnostics;

    private Validator(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Reports all errors that prevent the generation. */
    public static void validate(Protocol protocol, Place file, Diagnostics diagnostics) {
        new Validator(diagnostics).check(protocol, file);
    }

    private void check(Protocol protocol, Place file) {
        List<PacketType> packets = protocol.packets();
        if (packets.isEmpty() && !diagnostics.hasErrors()) {
            diagnostics.report(DiagnosticCode.NO_PACKETS, file, "there are no packets", "");
        }
        checkUnique(packets.stream().map(PacketType::name), DiagnosticCode.DUPLICATE_PACKET, "packet");
        checkIds(packets);
        checkKinds(protocol.topLevelNames());
        protocol.enums().forEach(this::checkValues);
        for (RecordType struct : protocol.structs()) {
            checkBody(struct.body());
        }
        for (PacketType packet : packets) {
            checkBody(packet.body());
            checkVersions(packet);
        }
        new PingRules(protocol, diagnostics).check();
    }

    /**
     * Compares names of different kinds, for example a struct and a packet. Names of the same kind were compared
     * before.
     */
    private void checkKinds(List<Name> names) {
        Map<String, Name> seen = new HashMap<>();
        for (Name name : names) {
            Name first = seen.putIfAbsent(name.pdl(), name);
            if (first != null && !diagnostics.hasReported(name.place())) {
                diagnostics.reportClash(
                        DiagnosticCode.DUPLICATE_TYPE,
                        first.place(),
                        name.place(),
                        "another declaration has the name '" + name.pdl() + "'",
                        REMOVE_OR_RENAME);
            }
        }
    }

    private void checkIds(List<PacketType> packets) {
        Map<Integer, Name> seen = new HashMap<>();
        for (PacketType packet : packets) {
            Name first = seen.putIfAbsent(packet.id(), packet.name());
            if (first != null) {
                diagnostics.reportClash(
                        DiagnosticCode.DUPLICATE_ID,
                        first.place(),
                        packet.name().place(),
                        "'" + first.pdl() + "' and '" + packet.name().pdl() + "' both have the id " + packet.id(),
                        "give one of them another id");
            }
        }
    }

    private void checkValues(EnumType type) {
        checkUnique(type.values().stream().map(EnumType.Value::name), DiagnosticCode.DUPLICATE_VALUE, "value");
        Map<BigInteger, Name> seen = new HashMap<>();
        for (EnumType.Value value : type.values()) {
            Name first = seen.putIfAbsent(value.value(), value.name());
            if (first != null) {
                diagnostics.reportClash(
                        DiagnosticCode.DUPLICATE_VALUE,
                        first.place(),
                        value.name().place(),
                        "'" + first.pdl() + "' and '" + value.name().pdl() + "' both have the value " + value.value(),
                        "give one of them another value");
            }
        }
    }

    /** A reader can detect a missing later member only if no older member follows it. */
    private void checkVersions(PacketType packet) {
        int latest = Traits.FIRST_VERSION;
        for (Member member : packet.body().members()) {
            int since = member.traits().since();
            if (since < latest) {
                diagnostics.report(
                        DiagnosticCode.SINCE_NOT_AT_END,
                        member.name().place(),
                        "'" + member.name().pdl() + "' of version " + since + " comes after a member of version "
                                + latest,
                        "if '" + member.name().pdl() + "' is new, give it since=\"" + latest
                                + "\"; if it is not, move it before the members of later versions");
            }
            latest = Math.max(latest, since);
        }
    }

    private void checkBody(Body body) {
        checkUnique(body.members().stream().map(Member::name), DiagnosticCode.DUPLICATE_MEMBER, "member");
        body.members().forEach(list -> list.elementRecord().ifPresent(element -> checkBody(element.body())));
    }

    private void checkUnique(Stream<Name> names, DiagnosticCode code, String kind) {
        Map<String, Name> seen = new HashMap<>();
        names.forEach(name -> {
            Name first = seen.putIfAbsent(name.pdl(), name);
            if (first != null) {
                diagnostics.reportClash(
                        code,
                        first.place(),
                        name.place(),
                        kind + " '" + name.pdl() + "' appears twice",
                        REMOVE_OR_RENAME);
            }
        });
    }
}
