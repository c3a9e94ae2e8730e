package dev.packetwright.generator.compiled;

import dev.packetwright.generator.model.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Writes random PDL files: all types, lists within lists, empty packets and lists, and names that are legal but nasty.
 * Every one of them is valid.
 */
final class RandomPdl {
    /** No two of them come to the same name in Java, not even one as a list and one as a scalar. */
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

    /** No two of them come to the same file, on any system. */
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

    private static final int MAX_DEPTH = 5;
    private static final int MAX_PACKETS = 7;
    private static final int MAX_MEMBERS = 6;

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    private RandomPdl(Random random) {
        this.random = random;
    }

    static String next(Random random) {
        RandomPdl pdl = new RandomPdl(random);
        pdl.protocol();
        return pdl.out.toString();
    }

    private void protocol() {
        out.append("<PDL>\n");
        List<String> names = some(PACKETS, 1 + random.nextInt(MAX_PACKETS));
        for (String name : names) {
            out.append("<packet name='").append(name).append("'>");
            if (name.equals(names.get(0))) {
                nest(MAX_DEPTH);
            } else {
                body(0);
            }
            out.append("</packet>\n");
        }
        out.append("</PDL>\n");
    }

    /** One packet of each protocol has lists within lists for certain. */
    private void nest(int depth) {
        if (depth > 0) {
            out.append("<list name='").append(some(MEMBERS, 1).get(0)).append("'>");
            nest(depth - 1);
            out.append("</list>");
        } else {
            body(MAX_DEPTH);
        }
    }

    private void body(int depth) {
        for (String name : some(MEMBERS, random.nextInt(MAX_MEMBERS + 1))) {
            if (depth >= MAX_DEPTH || random.nextInt(4) > 0) {
                out.append("<").append(scalar()).append(" name='").append(name).append("'/>");
            } else if (random.nextInt(6) == 0) {
                out.append("<list name='").append(name).append("'/>");
            } else {
                out.append("<list name='").append(name).append("'>");
                body(depth + 1);
                out.append("</list>");
            }
        }
    }

    private String scalar() {
        ScalarType[] types = ScalarType.values();
        return types[random.nextInt(types.length)].pdlName();
    }

    private List<String> some(List<String> names, int count) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }
}
