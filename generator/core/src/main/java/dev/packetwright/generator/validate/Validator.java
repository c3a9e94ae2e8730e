package dev.packetwright.generator.validate;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.naming.PdlNames;
import dev.packetwright.generator.source.Place;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds what cannot be generated, or not so that it compiles. A protocol without errors compiles, on every system and
 * without a warning.
 */
public final class Validator {
    /** What one Java method can dispatch and one enum can hold, in the 64 KiB of bytecode that each may have. */
    static final int MAX_PACKETS = 2_000;

    /** A Java constructor takes 255 slots, one of them for the new object itself (JVMS 4.3.3). */
    static final int MAX_SLOTS = 254;

    /** Class files are named by their whole nesting, and file names end at 255 bytes on most systems. */
    private static final int MAX_CLASS_NAME_BYTES = 240;

    private static final String RENAME = "rename one of them";

    private final Diagnostics diagnostics;

    private Validator(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Reports everything that keeps a protocol from being generated. */
    public static void validate(Protocol protocol, Place file, Diagnostics diagnostics) {
        new Validator(diagnostics).check(protocol, file);
    }

    private void check(Protocol protocol, Place file) {
        List<PacketType> packets = protocol.packets();
        if (packets.isEmpty() && !diagnostics.hasErrors()) {
            diagnostics.report(DiagnosticCode.NO_PACKETS, file, "there are no packets", "");
        } else if (packets.size() > MAX_PACKETS) {
            reportTooManyPackets(packets);
        }
        checkUnique(
                packets.stream().map(PacketType::name).toList(), DiagnosticCode.DUPLICATE_PACKET, "packet", Name::pdl);
        checkIds(packets);
        List<Name> names = protocol.topLevelNames();
        checkUnique(names, DiagnosticCode.JAVA_NAME_CLASH, "class", Name::java);
        checkKinds(names);
        checkOneFileEach(names);
        protocol.enums().forEach(this::checkValues);
        for (RecordType struct : protocol.structs()) {
            checkBody(struct.body(), struct.name(), struct.name().java());
        }
        for (PacketType packet : packets) {
            checkBody(packet.body(), packet.name(), packet.name().java());
            checkVersions(packet);
        }
    }

    private void checkIds(List<PacketType> packets) {
        Map<Integer, Name> seen = new HashMap<>();
        for (PacketType packet : packets) {
            Name first = seen.putIfAbsent(packet.id(), packet.name());
            if (first != null) {
                reportTwice(
                        DiagnosticCode.DUPLICATE_ID,
                        "'" + first.pdl() + "' and '" + packet.name().pdl() + "' both have the id " + packet.id(),
                        first,
                        packet.name(),
                        "give one of them another id");
            }
        }
    }

    /** A struct and a packet of one name, say: their own kinds have been compared already. */
    private void checkKinds(List<Name> names) {
        Map<String, Name> seen = new HashMap<>();
        for (Name name : names) {
            Name first = seen.putIfAbsent(name.pdl(), name);
            if (first != null && !diagnostics.hasReported(name.place())) {
                reportTwice(
                        DiagnosticCode.DUPLICATE_TYPE,
                        "there is something else called '" + name.pdl() + "'",
                        first,
                        name,
                        RENAME);
            }
        }
    }

    private void checkValues(EnumType type) {
        List<Name> names = type.values().stream().map(EnumType.Value::name).toList();
        checkUnique(names, DiagnosticCode.DUPLICATE_VALUE, "value", Name::pdl);
        checkUnique(names, DiagnosticCode.JAVA_NAME_CLASH, "value", Name::java);
        Map<BigInteger, Name> seen = new HashMap<>();
        for (EnumType.Value value : type.values()) {
            Name first = seen.putIfAbsent(value.value(), value.name());
            if (first != null) {
                reportTwice(
                        DiagnosticCode.DUPLICATE_VALUE,
                        "'" + first.pdl() + "' and '" + value.name().pdl() + "' both have the value " + value.value(),
                        first,
                        value.name(),
                        "give one of them another value");
            }
        }
    }

    /** A reader can only know that a later member is missing if nothing older follows it. */
    private void checkVersions(PacketType packet) {
        int latest = Traits.FIRST_VERSION;
        for (Member member : packet.body().members()) {
            int since = member.traits().since();
            if (since < latest) {
                diagnostics.report(
                        DiagnosticCode.SINCE_NOT_AT_END,
                        member.name().place(),
                        "'" + member.name().pdl() + "' of version " + since + " stands behind a member of version "
                                + latest,
                        "put what came later to the end of the packet");
            }
            latest = Math.max(latest, since);
        }
    }

    private void reportTooManyPackets(List<PacketType> packets) {
        diagnostics.report(
                DiagnosticCode.TOO_MANY_PACKETS,
                packets.get(MAX_PACKETS).name().place(),
                "there are " + packets.size() + " packets; a protocol has at most " + MAX_PACKETS,
                "split it into two protocols, each with a package of its own");
    }

    private void checkBody(Body body, Name owner, String className) {
        List<Name> names = body.members().stream().map(Member::name).toList();
        checkUnique(names, DiagnosticCode.DUPLICATE_MEMBER, "member", Name::pdl);
        checkUnique(names, DiagnosticCode.JAVA_NAME_CLASH, "member", Name::java);
        checkElements(body);
        checkSlots(body, owner);
        if (className.getBytes(StandardCharsets.UTF_8).length > MAX_CLASS_NAME_BYTES) {
            diagnostics.report(
                    DiagnosticCode.NAME_TOO_LONG,
                    owner.place(),
                    "the class name '" + className + "' is longer than file systems allow",
                    "shorten the names, or nest less deeply");
            return;
        }
        lists(body)
                .forEach(list -> checkBody(
                        element(list).body(),
                        list.name(),
                        className + "$" + element(list).name().java()));
    }

    /** The lists whose elements have a record of their own. */
    private static Stream<Member> lists(Body body) {
        return body.members().stream()
                .filter(member -> member.type() instanceof ListType list
                        && list.element() instanceof RecordType record
                        && record.scope() == RecordType.Scope.OWNER);
    }

    private static RecordType element(Member list) {
        return (RecordType) ((ListType) list.type()).element();
    }

    /** Lists whose components differ can still come to one class: {@code a_b} and {@code AB}. */
    private void checkElements(Body body) {
        Map<String, Name> seen = new HashMap<>();
        lists(body).forEach(list -> {
            String folded = PdlNames.folded(element(list).name().java());
            Name first = seen.putIfAbsent(folded, list.name());
            if (first != null && !first.java().equals(list.name().java())) {
                reportTwice(
                        DiagnosticCode.JAVA_NAME_CLASH,
                        "the lists '" + first.pdl() + "' and '" + list.name().pdl()
                                + "' have elements of one name in Java, but for upper and lower case",
                        first,
                        list.name(),
                        RENAME);
            }
        });
    }

    private void checkUnique(List<Name> names, DiagnosticCode code, String what, Function<Name, String> key) {
        Map<String, Name> seen = new HashMap<>();
        for (Name name : names) {
            Name first = seen.putIfAbsent(key.apply(name), name);
            if (first != null) {
                reportShared(code, what, first, name);
            }
        }
    }

    private void reportShared(DiagnosticCode code, String what, Name first, Name second) {
        if (code != DiagnosticCode.JAVA_NAME_CLASH) {
            reportTwice(code, what + " '" + second.pdl() + "' is there twice", first, second, RENAME);
        } else if (!first.pdl().equals(second.pdl())) {
            String clash = "'" + first.pdl() + "' and '" + second.pdl() + "' both become the " + what + " '"
                    + second.java() + "' in Java";
            reportTwice(code, clash, first, second, RENAME);
        }
    }

    /** Windows and macOS have one file for what differs only in case or composition. */
    private void checkOneFileEach(List<Name> packets) {
        Map<String, Name> seen = new HashMap<>();
        for (Name packet : packets) {
            Name first = seen.putIfAbsent(PdlNames.folded(packet.java()), packet);
            if (first != null && !Objects.equals(first.java(), packet.java())) {
                reportTwice(
                        DiagnosticCode.JAVA_NAME_CLASH,
                        "'" + first.pdl() + "' and '" + packet.pdl()
                                + "' differ only in case, and would be one file on Windows and macOS",
                        first,
                        packet,
                        RENAME);
            }
        }
    }

    private void reportTwice(DiagnosticCode code, String message, Name first, Name second, String help) {
        Diagnostic diagnostic = new Diagnostic(code, second.place(), message, List.of(), help);
        diagnostics.report(diagnostic.withNote(first.place(), "the other one is here"));
    }

    private void checkSlots(Body body, Name owner) {
        int slots = 0;
        for (Member member : body.members()) {
            slots += member.traits().isOptional() ? 1 : slots(member.type());
            if (slots > MAX_SLOTS) {
                diagnostics.report(
                        DiagnosticCode.TOO_MANY_MEMBERS,
                        member.name().place(),
                        "'" + owner.pdl() + "' has more members than a Java constructor takes: " + MAX_SLOTS
                                + ", where uint, long, ulong and double count twice",
                        "put the rest into another packet, or into a list");
                return;
            }
        }
    }

    private static int slots(MemberType type) {
        return type instanceof ScalarType scalar
                ? switch (scalar) {
                    case UINT, LONG, ULONG, DOUBLE -> 2;
                    default -> 1;
                }
                : 1;
    }
}
