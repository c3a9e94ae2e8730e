package dev.packetwright.generator.compiled.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A PDL that can be changed. Each element keeps its identity when it is renamed or moved, so a test can find it again
 * without any comparison.
 */
public final class PdlSketch {
    private int version = 1;
    private final List<Packet> packets = new ArrayList<>();
    private final List<Struct> structs = new ArrayList<>();
    private final List<Enumeration> enums = new ArrayList<>();

    /** The type of a member: the name of a built-in type, or the identity of a declared type. */
    public static final class Kind {
        private final String builtIn;
        private final int declared;

        private Kind(String builtIn, int declared) {
            this.builtIn = builtIn;
            this.declared = declared;
        }

        public static Kind builtIn(String name) {
            return new Kind(name, 0);
        }

        public static Kind declared(int identity) {
            return new Kind("", identity);
        }

        public String builtIn() {
            return builtIn;
        }

        public int declared() {
            return declared;
        }
    }

    /** A member; a list has either an element's type or members. */
    public static final class Member {
        public final int identity;
        public String name;
        public Kind type;
        public boolean list;
        public final Map<String, String> attributes = new TreeMap<>();
        public final List<Member> members = new ArrayList<>();
        /** Whether this is a struct that wraps existing members, which keep their identities. */
        public boolean wrapper;

        public Member(int identity, Kind type) {
            this.identity = identity;
            this.name = "m" + identity;
            this.type = type;
        }

        public boolean isInlineList() {
            return list && type.builtIn().isEmpty() && type.declared() == 0;
        }

        public boolean isLater() {
            return attributes.containsKey("since");
        }

        private Member copy() {
            Member copy = new Member(identity, type);
            copy.name = name;
            copy.list = list;
            copy.wrapper = wrapper;
            copy.attributes.putAll(attributes);
            members.forEach(member -> copy.members.add(member.copy()));
            return copy;
        }
    }

    /** A packet. */
    public static final class Packet {
        public final int identity;
        public String name;
        public int id;
        public String from = "both";
        /** Whether the packet has the role handshake. */
        public boolean handshake;

        public final List<Member> members = new ArrayList<>();

        public Packet(int identity) {
            this.identity = identity;
            this.name = "P" + identity;
            this.id = identity;
        }
    }

    /** A struct. */
    public static final class Struct {
        public final int identity;
        public String name;
        public final List<Member> members = new ArrayList<>();

        public Struct(int identity) {
            this.identity = identity;
            this.name = "S" + identity;
        }
    }

    /** A value of an enum. */
    public static final class Value {
        public final int identity;
        public String name;
        public int number;

        public Value(int identity, int number) {
            this.identity = identity;
            this.name = "V" + identity;
            this.number = number;
        }
    }

    /** An enum. */
    public static final class Enumeration {
        public final int identity;
        public String name;
        public String base = "byte";
        /** The identity of the unknown value; 0 for none. */
        public int unknown;

        public final List<Value> values = new ArrayList<>();

        public Enumeration(int identity) {
            this.identity = identity;
            this.name = "E" + identity;
        }
    }

    public int version() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }

    public List<Packet> packets() {
        return packets;
    }

    public List<Struct> structs() {
        return structs;
    }

    public List<Enumeration> enums() {
        return enums;
    }

    public Struct struct(int identity) {
        return structs.stream()
                .filter(it -> it.identity == identity)
                .findFirst()
                .orElseThrow();
    }

    public Enumeration enumeration(int identity) {
        return enums.stream().filter(it -> it.identity == identity).findFirst().orElseThrow();
    }

    public boolean isEnum(Kind type) {
        return enums.stream().anyMatch(it -> it.identity == type.declared());
    }

    public boolean isStruct(Kind type) {
        return structs.stream().anyMatch(it -> it.identity == type.declared());
    }

    /** Returns the members of all packets, structs and lists, each in a list of its own. */
    public List<List<Member>> bodies() {
        List<List<Member>> bodies = new ArrayList<>();
        structs.forEach(it -> addBodies(it.members, bodies));
        packets.forEach(it -> addBodies(it.members, bodies));
        return bodies;
    }

    private static void addBodies(List<Member> members, List<List<Member>> bodies) {
        bodies.add(members);
        members.stream().filter(Member::isInlineList).forEach(list -> addBodies(list.members, bodies));
    }

    public PdlSketch copy() {
        PdlSketch copy = new PdlSketch();
        copy.version = version;
        for (Packet packet : packets) {
            Packet its = new Packet(packet.identity);
            its.name = packet.name;
            its.id = packet.id;
            its.from = packet.from;
            its.handshake = packet.handshake;
            packet.members.forEach(member -> its.members.add(member.copy()));
            copy.packets.add(its);
        }
        for (Struct struct : structs) {
            Struct its = new Struct(struct.identity);
            its.name = struct.name;
            struct.members.forEach(member -> its.members.add(member.copy()));
            copy.structs.add(its);
        }
        for (Enumeration enumeration : enums) {
            Enumeration its = new Enumeration(enumeration.identity);
            its.name = enumeration.name;
            its.base = enumeration.base;
            its.unknown = enumeration.unknown;
            for (Value value : enumeration.values) {
                Value same = new Value(value.identity, value.number);
                same.name = value.name;
                its.values.add(same);
            }
            copy.enums.add(its);
        }
        return copy;
    }

    /** Returns the PDL file. */
    public String pdl() {
        StringBuilder out = new StringBuilder("<PDL version='" + version + "'>\n");
        for (Enumeration it : enums) {
            out.append("<enum name='" + it.name + "' type='" + it.base + "'");
            it.values.stream()
                    .filter(value -> value.identity == it.unknown)
                    .forEach(value -> out.append(" unknown='" + value.name + "'"));
            out.append(">");
            it.values.forEach(value -> out.append("<value name='" + value.name + "' value='" + value.number + "'/>"));
            out.append("</enum>\n");
        }
        for (Struct it : structs) {
            out.append("<struct name='" + it.name + "'>");
            it.members.forEach(member -> write(member, out));
            out.append("</struct>\n");
        }
        for (Packet it : packets) {
            out.append("<packet name='" + it.name + "' id='" + it.id + "' from='" + it.from + "'"
                    + (it.handshake ? " role='handshake'>" : ">"));
            it.members.forEach(member -> write(member, out));
            out.append("</packet>\n");
        }
        return out.append("</PDL>\n").toString();
    }

    private void write(Member member, StringBuilder out) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", member.name);
        if (member.list && !member.isInlineList()) {
            attributes.put("type", name(member.type));
        }
        attributes.putAll(member.attributes);
        String tag = member.list ? "list" : name(member.type);
        out.append("<" + tag);
        attributes.forEach((name, value) -> out.append(" " + name + "='" + value + "'"));
        out.append(">");
        member.members.forEach(inner -> write(inner, out));
        out.append("</" + tag + ">");
    }

    private String name(Kind type) {
        if (type.declared() == 0) {
            return type.builtIn();
        }
        return isEnum(type) ? enumeration(type.declared()).name : struct(type.declared()).name;
    }
}
