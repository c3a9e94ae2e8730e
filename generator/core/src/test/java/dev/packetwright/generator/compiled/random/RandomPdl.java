package dev.packetwright.generator.compiled.random;

import dev.packetwright.generator.model.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Writes random PDL files that use the whole language: lists in lists, empty packets and lists, and names that are
 * legal but difficult. All files are valid.
 */
public final class RandomPdl {
    /** All names are different in Java, even if one is a list and another one a scalar. */
    private static final List<String> MEMBERS = List.of(
            "Hp",
            "ID",
            "player_id",
            "class",
            "hashCode",
            "getClass",
            "packetId",
            "encodedSize",
            "toBytes",
            "redacted",
            "size",
            "in",
            "out",
            "i",
            "count",
            "element",
            "session",
            "handler",
            "packet",
            "String",
            "List",
            "Override",
            "PacketReader",
            "PacketWriter",
            "PacketMembers",
            "PacketSize",
            "ArrayList",
            "Collections",
            "Object",
            "java",
            "dev",
            "com",
            "code",
            "_",
            "a1",
            "_1",
            "이름",
            "имя",
            "größe",
            "S",
            "values",
            "valueOf",
            "record",
            "var",
            "yield",
            "sealed",
            "skill",
            "wait",
            "true",
            "null",
            "int",
            "Long",
            "write",
            "read",
            "equals",
            "e",
            "Direction",
            "generated",
            "Optional",
            "C_Move",
            "Protocol");

    /** All names are different file names on every system. */
    private static final List<String> PACKETS = List.of(
            "C_Chat",
            "S_Chat",
            "s2c_move",
            "REQ_Login",
            "res_login",
            "String",
            "List",
            "Override",
            "Packet",
            "PacketReader",
            "PacketWriter",
            "PacketMembers",
            "PacketSize",
            "PingPackets",
            "CLIENT_PING",
            "SERVER_HANDSHAKES",
            "ArrayList",
            "Collections",
            "Object",
            "Record",
            "Class",
            "Optional",
            "Direction",
            "Generated",
            "java",
            "dev",
            "com",
            "generated",
            "in",
            "out",
            "S",
            "ID",
            "values",
            "record",
            "var",
            "yield",
            "_",
            "a1",
            "_1",
            "패킷",
            "C_이동",
            "PacketId",
            "Protocol",
            "ServerPacketHandler",
            "ClientPacketManager",
            "class",
            "MalformedPacketException",
            "BY_ID",
            "handler");

    /**
     * Names of structs and enums. All are different from the files of packets on every system; some are the names of
     * members or of generated code.
     */
    private static final List<String> TYPES = List.of(
            "Vector3",
            "Channel",
            "ScalarList",
            "Builder",
            "Integer",
            "Math",
            "Map",
            "Deprecated",
            "skill",
            "element",
            "hp",
            "i",
            "count",
            "present",
            "구조",
            "Skill",
            "Hp_",
            "copy",
            "elements");

    private static final List<String> VALUES = List.of(
            "NONE", "class", "value", "values", "valueOf", "number", "in", "out", "member", "name", "_", "값", "read");

    private static final int VERSION = 3;
    private static final int MAX_DEPTH = 5;
    private static final int MAX_PACKETS = 7;
    private static final int MAX_MEMBERS = 6;

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private final List<String> types = new ArrayList<>();

    private RandomPdl(Random random) {
        this.random = random;
    }

    public static String next(Random random) {
        RandomPdl pdl = new RandomPdl(random);
        pdl.protocol();
        return pdl.out.toString();
    }

    private void protocol() {
        out.append("<PDL version='").append(VERSION).append("'");
        if (random.nextInt(4) == 0) {
            out.append(" encoding='utf-8' firstId='1001'");
        }
        out.append(">\n");
        List<String> typeNames = distinctFiles(some(TYPES, random.nextInt(6)));
        for (String name : typeNames) {
            if (random.nextBoolean()) {
                enumeration(name);
            } else {
                out.append("<struct name='").append(name).append("'>");
                body(1);
                out.append("</struct>\n");
            }
            types.add(name);
        }
        List<String> chosen = some(PACKETS, 3 + random.nextInt(MAX_PACKETS));
        List<String> names = chosen.subList(2, chosen.size());
        if (random.nextInt(3) == 0) {
            ping(chosen.get(0), chosen.get(1));
        }
        for (String name : names) {
            String role = random.nextInt(5) == 0 ? "' role='handshake" : "";
            out.append("<packet name='").append(name).append(role).append("'>");
            if (name.equals(names.get(0))) {
                nest(MAX_DEPTH);
            } else {
                body(0);
            }
            out.append("</packet>\n");
        }
        out.append("</PDL>\n");
    }

    /** Adds a ping and its pong, for one way or for both. */
    private void ping(String ping, String pong) {
        List<String> ways =
                oneOf(List.of(List.of("client", "server"), List.of("server", "client"), List.of("both", "both")));
        for (int i = 0; i < 2; i++) {
            out.append("<packet name='").append(i == 0 ? ping : pong);
            out.append("' role='")
                    .append(i == 0 ? "ping" : "pong")
                    .append("' from='")
                    .append(ways.get(i));
            out.append("'><")
                    .append(oneOf(List.of("long", "ulong")))
                    .append(" name='")
                    .append(oneOf(MEMBERS))
                    .append("'/></packet>\n");
        }
    }

    /** Removes names that are the same file on Windows, because they cannot be in one protocol. */
    private static List<String> distinctFiles(List<String> names) {
        Set<String> folded = new HashSet<>();
        return names.stream()
                .filter(name -> folded.add(name.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private void enumeration(String name) {
        List<String> integers = List.of("byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong");
        List<String> values = some(VALUES, 1 + random.nextInt(4));
        out.append("<enum name='")
                .append(name)
                .append("' type='")
                .append(oneOf(integers))
                .append("'");
        if (random.nextBoolean()) {
            out.append(" unknown='").append(oneOf(values)).append("'");
        }
        out.append(">");
        int number = random.nextInt(100);
        for (String value : values) {
            out.append("<value name='")
                    .append(value)
                    .append("' value='")
                    .append(number++)
                    .append("'/>");
        }
        out.append("</enum>\n");
    }

    /** Adds lists in lists to one packet of each protocol. */
    private void nest(int depth) {
        if (depth > 0) {
            out.append("<list name='").append(some(MEMBERS, 1).get(0)).append("'>");
            nest(depth - 1);
            out.append("</list>");
        } else {
            body(MAX_DEPTH);
        }
    }

    /** Writes members. At depth 0, members at the end of the packet can belong to a later version. */
    private void body(int depth) {
        List<String> names = some(MEMBERS, random.nextInt(MAX_MEMBERS + 1));
        for (int i = 0; i < names.size(); i++) {
            String since = depth == 0 && i > 2 ? " since='" + Math.min(VERSION, i - 1) + "'" : "";
            member(names.get(i), since + traits(), depth);
        }
    }

    private void member(String name, String traits, int depth) {
        String named = " name='" + name + "'" + traits;
        if (depth >= MAX_DEPTH || random.nextInt(4) > 0) {
            out.append("<").append(type()).append(named).append("/>");
        } else if (random.nextInt(6) == 0) {
            out.append("<list").append(named).append("/>");
        } else if (random.nextInt(3) == 0) {
            list(named);
        } else {
            out.append("<list").append(named).append(">");
            body(depth + 1);
            out.append("</list>");
        }
    }

    /** Writes a list of one type in either form, with or without a bound. */
    private void list(String named) {
        String bound = random.nextInt(3) == 0 ? " maxLength='" + random.nextInt(5) + "'" : "";
        String type = plainType();
        out.append("<list").append(named).append(bound);
        if (random.nextBoolean()) {
            out.append(" type='").append(type).append("'/>");
        } else {
            out.append("><").append(type).append("/></list>");
        }
    }

    private String traits() {
        String traits = random.nextInt(5) == 0 ? " optional='true'" : "";
        traits += random.nextInt(12) == 0 ? " redacted='true'" : "";
        return traits + (random.nextInt(12) == 0 ? " deprecated='it is */ old'" : "");
    }

    /** Returns a type with the attributes that only this type has. */
    private String type() {
        String type = plainType();
        if (random.nextInt(3) > 0) {
            return type;
        }
        return switch (type) {
            case "string" -> "string encoding='utf-8' maxLength='" + random.nextInt(30) + "'";
            case "bytes" -> "bytes maxLength='" + random.nextInt(30) + "'";
            case "byte", "ushort", "uint", "ulong" -> type + " min='3' max='200'";
            case "sbyte", "short", "int", "long" -> type + " min='-100' max='-2'";
            case "float", "double" -> type + " min='-1.5' max='2.5e1'";
            default -> type;
        };
    }

    private String plainType() {
        List<String> all = new ArrayList<>(ScalarType.names());
        all.addAll(List.of("string", "string", "bytes"));
        all.addAll(types);
        return oneOf(all);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private List<String> some(List<String> names, int count) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }
}
