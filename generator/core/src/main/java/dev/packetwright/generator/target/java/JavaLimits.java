package dev.packetwright.generator.target.java;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.naming.PdlNames;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The limits of Java and of class files: sizes, and names that clash in Java or as file names. A protocol within them
 * compiles on every system.
 */
final class JavaLimits {
    /** The packets that one Java method can dispatch and one enum can hold, each in at most 64 KiB of bytecode. */
    static final int MAX_PACKETS = 2_000;

    /** A Java enum makes all its values in one method, which has at most 64 KiB of bytecode: about 20 bytes for each. */
    static final int MAX_VALUES = 3_000;

    /** A Java constructor takes 255 slots, one of them for the new object itself (JVMS 4.3.3). */
    static final int MAX_SLOTS = 254;

    /** Class files are named by their whole nesting, and file names end at 255 bytes on most systems. */
    private static final int MAX_CLASS_NAME_BYTES = 240;

    private static final String RENAME = "rename one of them";

    private final JavaNames names;
    private final Diagnostics diagnostics;

    JavaLimits(JavaNames names, Diagnostics diagnostics) {
        this.names = names;
        this.diagnostics = diagnostics;
    }

    /** Something with a name in the PDL and one in Java. */
    private record Named(Name name, String java) {}

    /** Reports everything in a protocol that is beyond a limit. */
    void check(Protocol protocol) {
        if (protocol.packets().size() > MAX_PACKETS) {
            reportTooManyPackets(protocol.packets());
        }
        List<Named> classes =
                protocol.topLevelNames().stream().map(this::ofType).toList();
        checkUnique("class", classes);
        checkOneFileEach(classes);
        protocol.enums().forEach(this::checkValues);
        for (RecordType struct : protocol.structs()) {
            checkBody(struct.body(), ofType(struct.name()));
        }
        for (PacketType packet : protocol.packets()) {
            checkBody(packet.body(), ofType(packet.name()));
        }
    }

    private Named ofType(Name name) {
        return new Named(name, names.type(name));
    }

    private void reportTooManyPackets(List<PacketType> packets) {
        diagnostics.report(
                DiagnosticCode.TOO_MANY_PACKETS,
                packets.get(MAX_PACKETS).name().place(),
                "there are " + packets.size() + " packets; a protocol has at most " + MAX_PACKETS,
                "split it into two protocols, each with a package of its own");
    }

    private void checkValues(EnumType type) {
        if (type.values().size() > MAX_VALUES) {
            diagnostics.report(
                    DiagnosticCode.TOO_MANY_VALUES,
                    type.values().get(MAX_VALUES).name().place(),
                    "the enum '" + type.name().pdl() + "' has " + type.values().size()
                            + " values; an enum in Java has at most " + MAX_VALUES,
                    "split it into several enums, or use " + type.base().pdlName() + " instead");
        }
        checkUnique(
                "value",
                type.values().stream()
                        .map(value -> new Named(value.name(), names.value(value)))
                        .toList());
    }

    /**
     * @param owner the name of the record; in Java, that of its class file
     */
    private void checkBody(Body body, Named owner) {
        checkUnique("member", body.members().stream().map(this::ofMember).toList());
        checkElements(body);
        checkSlots(body, owner.name());
        if (owner.java().getBytes(StandardCharsets.UTF_8).length > MAX_CLASS_NAME_BYTES) {
            diagnostics.report(
                    DiagnosticCode.NAME_TOO_LONG,
                    owner.name().place(),
                    "the class name '" + owner.java() + "' is longer than file systems allow",
                    "shorten the names, or nest less deeply");
            return;
        }
        for (Member list : body.members()) {
            list.elementRecord()
                    .ifPresent(element -> checkBody(
                            element.body(), new Named(list.name(), owner.java() + "$" + names.record(element))));
        }
    }

    private Named ofMember(Member member) {
        return new Named(member.name(), names.member(member));
    }

    /** The element classes of different components can still clash: those of {@code a_b} and {@code AB}. */
    private void checkElements(Body body) {
        Map<String, Named> seen = new HashMap<>();
        for (Member member : body.members()) {
            member.elementRecord().ifPresent(element -> {
                Named list = ofMember(member);
                Named first = seen.putIfAbsent(PdlNames.folded(names.record(element)), list);
                if (first != null && !first.java().equals(list.java())) {
                    reportClash(
                            "the lists '" + first.name().pdl() + "' and '"
                                    + list.name().pdl()
                                    + "' have elements of one name in Java, but for upper and lower case",
                            first,
                            list);
                }
            });
        }
    }

    /** Two equal names in the PDL are an error in every language, which is reported elsewhere. */
    private void checkUnique(String kind, List<Named> all) {
        Map<String, Named> seen = new HashMap<>();
        for (Named second : all) {
            Named first = seen.putIfAbsent(second.java(), second);
            if (first != null && !first.name().pdl().equals(second.name().pdl())) {
                reportClash(
                        "'" + first.name().pdl() + "' and '" + second.name().pdl() + "' both become the " + kind + " '"
                                + second.java() + "' in Java",
                        first,
                        second);
            }
        }
    }

    /** Windows and macOS have one file for names that differ only in case or composition. */
    private void checkOneFileEach(List<Named> classes) {
        Map<String, Named> seen = new HashMap<>();
        for (Named second : classes) {
            Named first = seen.putIfAbsent(PdlNames.folded(second.java()), second);
            if (first != null && !first.java().equals(second.java())) {
                reportClash(
                        "'" + first.name().pdl() + "' and '" + second.name().pdl()
                                + "' differ only in case, and would be one file on Windows and macOS",
                        first,
                        second);
            }
        }
    }

    private void reportClash(String message, Named first, Named second) {
        diagnostics.reportClash(
                DiagnosticCode.JAVA_NAME_CLASH,
                first.name().place(),
                second.name().place(),
                message,
                RENAME);
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
