package dev.packetwright.generator.peer;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Attributes;
import dev.packetwright.generator.source.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The warnings for a peer that uses the generator of the C# course. It knows only the elements of the course, skips
 * everything else without an error, counts the packets of its one file from 1, and looks at no prefix but {@code S_}.
 */
public final class CoursePeer {
    private static final String COURSE = "the course's generator ";
    private static final String LIST = "list";
    private static final String STRING = "string";

    /** The types of the course. */
    private static final List<String> TYPES =
            List.of("bool", "byte", "sbyte", "short", "ushort", "int", "long", "float", "double", STRING, LIST);

    private static final String COURSE_TYPES = "write it with the types of the course: " + String.join(", ", TYPES);
    private static final String LIST_OF_MEMBERS =
            "write a list of named members: <list name=\"...\"><int name=\"value\"/></list>";

    private final Protocol protocol;
    private final Diagnostics diagnostics;

    private CoursePeer(Protocol protocol, Diagnostics diagnostics) {
        this.protocol = protocol;
        this.diagnostics = diagnostics;
    }

    /**
     * Reports everything that a peer of the course does not understand.
     *
     * @param files the files of the protocol
     */
    public static void check(List<PdlFile> files, Protocol protocol, Diagnostics diagnostics) {
        new CoursePeer(protocol, diagnostics).check(files);
    }

    private void check(List<PdlFile> files) {
        Map<Place, PacketType> packets = new HashMap<>();
        protocol.packets().forEach(packet -> packets.put(packet.name().place(), packet));
        files.stream().limit(1).forEach(this::noteFirstId);
        for (PdlFile file : files) {
            file.imports()
                    .forEach(
                            it -> ids(it.tag().place(), COURSE + "skips an import", "copy its packets into this file"));
            checkIds(file, packets);
            file.attributes().get("encoding").ifPresent(this::checkEncoding);
            for (PdlFile.Packet packet : file.packets()) {
                resolved(packet, packets).ifPresent(this::checkDirection);
                checkMembers(packet.members());
            }
        }
    }

    /** Notes that nothing in the PDL says where the peer's ids begin. */
    private void noteFirstId(PdlFile file) {
        boolean isGiven = file.attributes().get("firstId").isPresent();
        file.packets().stream()
                .limit(1)
                .filter(packet -> !isGiven && packet.attributes().get("id").isEmpty())
                .flatMap(packet -> packet.attributes().get("name").stream())
                .forEach(name -> diagnostics.report(
                        DiagnosticCode.FIRST_ID,
                        name.place(),
                        "the ids begin at 1",
                        "compare with PacketID in the code of the peer; if it begins elsewhere, write <PDL"
                                + " firstId=\"...\">"));
    }

    private static Optional<PacketType> resolved(PdlFile.Packet packet, Map<Place, PacketType> packets) {
        return packet.attributes().get("name").map(Attribute::place).map(packets::get);
    }

    /** Reports the first packet whose id is not its position in its file, and with it all further ones. */
    private void checkIds(PdlFile file, Map<Place, PacketType> packets) {
        for (int i = 0; i < file.packets().size(); i++) {
            int position = i + 1;
            Optional<PacketType> differing =
                    resolved(file.packets().get(i), packets).filter(it -> it.id() != position);
            if (differing.isPresent()) {
                reportId(differing.get(), position);
                return;
            }
        }
    }

    private void reportId(PacketType packet, int position) {
        ids(
                packet.name().place(),
                "'" + packet.name().pdl() + "' has the id " + packet.id() + " here; " + COURSE + "gives it the id "
                        + position,
                "remove id, firstId and the lock, and use one file, so that ids are positions; or compare the ids with"
                        + " the PacketID of the peer, if its generator begins at another number");
    }

    private void checkEncoding(Attribute encoding) {
        if (!encoding.value().equalsIgnoreCase("utf-16")) {
            bytes(encoding.place(), COURSE + "writes every string in UTF-16", "remove the encoding");
        }
    }

    /** Reports a packet that the course's client does not handle, or that its server alone handles. */
    private void checkDirection(PacketType packet) {
        Direction ofCourse =
                packet.name().pdl().startsWith("S_") || packet.name().pdl().startsWith("s_")
                        ? Direction.SERVER_TO_CLIENT
                        : Direction.CLIENT_TO_SERVER;
        if (packet.direction() != ofCourse) {
            boolean isForClient = ofCourse == Direction.SERVER_TO_CLIENT;
            unknown(
                    packet.name().place(),
                    COURSE + "lets only the " + (isForClient ? "client" : "server") + " receive '"
                            + packet.name().pdl() + "'",
                    isForClient
                            ? "begin only the names of packets from the server with S_"
                            : "begin the name with S_ if the server sends it; else write from=\"client\"");
        }
    }

    private void checkMembers(List<PdlFile.Member> members) {
        for (PdlFile.Member member : members) {
            String type = member.tag().name().toLowerCase(Locale.ROOT);
            if (!TYPES.contains(type)) {
                bytes(
                        member.tag().place(),
                        COURSE + "drops a member of the type '" + member.tag().name() + "'",
                        COURSE_TYPES);
            } else if (type.equals(LIST)) {
                checkList(member);
            }
            checkAttributes(type, member.attributes());
        }
    }

    private void checkList(PdlFile.Member list) {
        boolean isTyped = list.attributes().get("type").isPresent();
        boolean isNameless = list.members().stream()
                .anyMatch(element -> element.attributes().get("name").isEmpty());
        if (isTyped && list.tag().selfClosing()) {
            bytes(
                    list.tag().place(),
                    COURSE + "reads this as a list of empty elements, and loses the member after it",
                    LIST_OF_MEMBERS);
        } else if (isTyped) {
            bytes(list.tag().place(), COURSE + "reads this as a list of empty elements", LIST_OF_MEMBERS);
        } else if (isNameless) {
            bytes(list.tag().place(), COURSE + "ends with an error at an element without a name", LIST_OF_MEMBERS);
        } else {
            checkMembers(list.members());
        }
    }

    private void checkAttributes(String type, Attributes attributes) {
        if (type.equals(STRING)) {
            attributes.get("encoding").ifPresent(this::checkEncoding);
        }
        attributes
                .get("optional")
                .filter(optional -> optional.value().equals("true"))
                .ifPresent(optional -> bytes(
                        optional.place(),
                        COURSE + "writes the member without the byte that says whether it is there",
                        "write a bool member before it in place of optional"));
        attributes
                .get("since")
                .ifPresent(since -> unknown(
                        since.place(),
                        COURSE + "reads this member even if the packet of an older peer ends before it",
                        "let only peers of the same version connect"));
        bounds(attributes)
                .ifPresent(bound -> unknown(
                        bound.place(),
                        COURSE + "ignores " + bound.name() + "; if the peer exceeds it, the session ends on this side",
                        "check the value in the peer's own code"));
    }

    private static Optional<Attribute> bounds(Attributes attributes) {
        return Stream.of("min", "max", "maxLength")
                .flatMap(name -> attributes.get(name).stream())
                .findFirst();
    }

    private void bytes(Place place, String message, String help) {
        diagnostics.report(DiagnosticCode.PEER_READS_OTHER_BYTES, place, message, help);
    }

    private void ids(Place place, String message, String help) {
        diagnostics.report(DiagnosticCode.PEER_HAS_OTHER_IDS, place, message, help);
    }

    private void unknown(Place place, String message, String help) {
        diagnostics.report(DiagnosticCode.PEER_IGNORES, place, message, help);
    }
}
