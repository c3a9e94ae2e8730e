package dev.packetwright.generator.compiled.random;

import dev.packetwright.generator.compiled.random.PdlSketch.Enumeration;
import dev.packetwright.generator.compiled.random.PdlSketch.Kind;
import dev.packetwright.generator.compiled.random.PdlSketch.Member;
import dev.packetwright.generator.compiled.random.PdlSketch.Packet;
import dev.packetwright.generator.compiled.random.PdlSketch.Struct;
import dev.packetwright.generator.compiled.random.PdlSketch.Value;
import dev.packetwright.generator.model.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Creates random protocols that use the whole language, and changes them as their authors might. */
public final class RandomVersions {
    private static final List<String> INTEGERS =
            List.of("byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong");
    private static final Map<String, String> OTHER_SIGN = Map.of(
            "byte", "sbyte", "sbyte", "byte", "short", "ushort", "ushort", "short", "int", "uint", "uint", "int",
            "long", "ulong", "ulong", "long");

    private final Random random;
    private final Set<Integer> changedEnums = new HashSet<>();
    private int identities;
    private int numbers;

    public RandomVersions(Random random) {
        this.random = random;
    }

    public PdlSketch protocol() {
        PdlSketch pdl = new PdlSketch();
        pdl.setVersion(2);
        repeat(1 + random.nextInt(2), () -> pdl.enums().add(enumeration()));
        repeat(1 + random.nextInt(2), () -> pdl.structs().add(struct(pdl)));
        repeat(2 + random.nextInt(3), () -> pdl.packets().add(packet(pdl)));
        return pdl;
    }

    private static void repeat(int times, Runnable step) {
        IntStream.range(0, times).forEach(i -> step.run());
    }

    private int newIdentity() {
        return ++identities;
    }

    private Enumeration enumeration() {
        Enumeration it = new Enumeration(newIdentity());
        it.base = oneOf(INTEGERS);
        repeat(2 + random.nextInt(3), () -> it.values.add(value()));
        it.unknown = random.nextBoolean() ? oneOf(it.values).identity : 0;
        return it;
    }

    /** Returns a value of an enum with an unused number. */
    private Value value() {
        return new Value(newIdentity(), ++numbers);
    }

    private Struct struct(PdlSketch pdl) {
        Struct it = new Struct(newIdentity());
        repeat(1 + random.nextInt(3), () -> it.members.add(member(pdl, 1)));
        return it;
    }

    private Packet packet(PdlSketch pdl) {
        Packet it = new Packet(newIdentity());
        it.from = oneOf(List.of("client", "server", "both"));
        repeat(random.nextInt(5), () -> it.members.add(member(pdl, 0)));
        repeat(Math.max(0, random.nextInt(4) - 2), () -> {
            Member later = member(pdl, 0);
            later.attributes.put("since", "2");
            it.members.add(later);
        });
        return it;
    }

    private Member member(PdlSketch pdl, int depth) {
        Member member = new Member(newIdentity(), type(pdl));
        if (depth < 2 && random.nextInt(6) == 0) {
            member.list = true;
            member.type = Kind.declared(0);
            repeat(random.nextInt(3), () -> member.members.add(member(pdl, depth + 1)));
        } else if (depth < 2 && random.nextInt(6) == 0) {
            member.list = true;
        }
        if (random.nextInt(6) == 0) {
            member.attributes.put("optional", "true");
        }
        if (random.nextInt(4) == 0) {
            bound(member);
        }
        return member;
    }

    private Kind type(PdlSketch pdl) {
        List<Kind> types = new ArrayList<>();
        ScalarType.names().forEach(name -> types.add(Kind.builtIn(name)));
        types.addAll(List.of(Kind.builtIn("string"), Kind.builtIn("string"), Kind.builtIn("bytes")));
        pdl.enums().forEach(it -> types.addAll(Collections.nCopies(3, Kind.declared(it.identity))));
        pdl.structs().forEach(it -> types.addAll(Collections.nCopies(2, Kind.declared(it.identity))));
        return oneOf(types);
    }

    /** Replaces or removes the bounds of a member. */
    private void bound(Member member) {
        member.attributes.keySet().removeAll(Set.of("min", "max", "maxLength"));
        if (random.nextInt(4) == 0) {
            return;
        }
        String type = member.type.builtIn();
        if (member.list) {
            member.attributes.put("maxLength", String.valueOf(1 + random.nextInt(3)));
        } else if (type.equals("string") || type.equals("bytes")) {
            member.attributes.put("maxLength", String.valueOf(1 + random.nextInt(8)));
        } else if (!type.isEmpty() && !type.equals("bool")) {
            int min = random.nextInt(50);
            member.attributes.put("min", String.valueOf(min));
            member.attributes.put("max", String.valueOf(min + 1 + random.nextInt(50)));
        }
    }

    /**
     * Returns the next version. Its changes are unambiguous: every element can be identified in both versions. A packet
     * with a new name keeps everything else; otherwise, it would be another packet. Nothing tells an empty packet with
     * a new name from another packet.
     */
    public PdlSketch next(PdlSketch pdl) {
        PdlSketch next = pdl.copy();
        next.setVersion(pdl.version() + 1);
        if (random.nextInt(12) == 0) {
            renamePacket(next);
            return next;
        }
        List<Step> steps = new ArrayList<>(List.of(
                this::swapIds,
                this::turn,
                this::toggleHandshake,
                this::changeType,
                this::changeSign,
                this::changeBounds,
                this::toggleOptional,
                this::changeEncoding,
                this::changeEnum,
                this::changeEnum,
                this::renameType,
                this::dropSince));
        steps.addAll(oneOf(List.<List<Step>>of(
                List.of(this::append, this::append, this::renameMember, this::wrap, this::addPacket),
                List.of(this::append, this::insert, this::swapMembers, this::addPacket),
                List.of(this::removeMember, this::removeLater, this::swapMembers, this::removePacket))));
        changedEnums.clear();
        repeat(
                random.nextBoolean() ? 1 : 1 + random.nextInt(4),
                () -> oneOf(steps).change(next));
        return next;
    }

    private interface Step {
        void change(PdlSketch pdl);
    }

    private void renamePacket(PdlSketch pdl) {
        List<Packet> filled = pdl.packets().stream()
                .filter(packet -> !packet.members.isEmpty())
                .toList();
        if (!filled.isEmpty()) {
            oneOf(filled).name = "R" + newIdentity();
        }
    }

    private void swapIds(PdlSketch pdl) {
        Packet one = oneOf(pdl.packets());
        Packet other = oneOf(pdl.packets());
        if (one == other || random.nextBoolean()) {
            one.id = 1000 + newIdentity();
        } else if (one.name.startsWith("P") && other.name.startsWith("P")) {
            int id = one.id;
            one.id = other.id;
            other.id = id;
        }
    }

    private void turn(PdlSketch pdl) {
        oneOf(pdl.packets()).from = oneOf(List.of("client", "server", "both"));
    }

    private void toggleHandshake(PdlSketch pdl) {
        Packet packet = oneOf(pdl.packets());
        packet.handshake = !packet.handshake;
    }

    private void addPacket(PdlSketch pdl) {
        pdl.packets().add(packet(pdl));
    }

    private void removePacket(PdlSketch pdl) {
        if (pdl.packets().size() > 1) {
            pdl.packets().remove(random.nextInt(pdl.packets().size()));
        }
    }

    private void renameMember(PdlSketch pdl) {
        withAny(pdl, member -> member.name = "n" + newIdentity());
    }

    private void changeType(PdlSketch pdl) {
        withAny(pdl, member -> {
            if (!member.isInlineList() && !pdl.isStruct(member.type)) {
                member.type = Kind.builtIn(oneOf(List.of("bool", "byte", "int", "double", "string", "bytes")));
                member.list = random.nextInt(4) == 0;
                member.attributes.keySet().removeAll(Set.of("min", "max", "maxLength", "encoding"));
            }
        });
    }

    private void changeSign(PdlSketch pdl) {
        withAny(pdl, member -> {
            String other = OTHER_SIGN.get(member.type.builtIn());
            if (other != null) {
                member.type = Kind.builtIn(other);
            }
        });
    }

    private void changeBounds(PdlSketch pdl) {
        withAny(pdl, this::bound);
    }

    private void toggleOptional(PdlSketch pdl) {
        withAny(pdl, member -> {
            if (member.attributes.remove("optional") == null) {
                member.attributes.put("optional", "true");
            }
        });
    }

    private void changeEncoding(PdlSketch pdl) {
        withAny(pdl, member -> {
            if (member.type.builtIn().equals("string") && member.attributes.remove("encoding") == null) {
                member.attributes.put("encoding", "utf-8");
            }
        });
    }

    private void renameType(PdlSketch pdl) {
        if (random.nextBoolean()) {
            oneOf(pdl.structs()).name = "T" + newIdentity();
        } else {
            oneOf(pdl.enums()).name = "F" + newIdentity();
        }
    }

    /** Removes since from the first later member of a packet. The members after it keep theirs and stay valid. */
    private void dropSince(PdlSketch pdl) {
        for (Packet packet : pdl.packets()) {
            packet.members.stream()
                    .filter(Member::isLater)
                    .findFirst()
                    .filter(member -> random.nextBoolean())
                    .ifPresent(member -> member.attributes.remove("since"));
        }
    }

    private void append(PdlSketch pdl) {
        Member later = member(pdl, 0);
        later.attributes.put("since", String.valueOf(pdl.version()));
        oneOf(pdl.packets()).members.add(later);
    }

    private void insert(PdlSketch pdl) {
        List<Member> body = oneOf(pdl.bodies());
        body.add(
                random.nextInt(
                        1 + (int) body.stream().filter(it -> !it.isLater()).count()),
                memberWithoutStructs(pdl));
    }

    /** Returns a member whose type is not a struct, because a struct could then contain itself. */
    private Member memberWithoutStructs(PdlSketch pdl) {
        Member member = new Member(newIdentity(), Kind.builtIn(oneOf(ScalarType.names())));
        member.list = random.nextInt(4) == 0;
        pdl.enums().stream()
                .filter(it -> random.nextInt(4) == 0)
                .forEach(it -> member.type = Kind.declared(it.identity));
        return member;
    }

    private void swapMembers(PdlSketch pdl) {
        List<Member> body = oneOf(pdl.bodies());
        int count = (int) body.stream().filter(it -> !it.isLater()).count();
        if (count > 1) {
            int one = random.nextInt(count);
            Collections.swap(body, one, (one + 1 + random.nextInt(count - 1)) % count);
        }
    }

    private void removeMember(PdlSketch pdl) {
        List<Member> body = oneOf(pdl.bodies());
        if (!body.isEmpty()) {
            body.remove(random.nextInt(body.size()));
        }
    }

    private void removeLater(PdlSketch pdl) {
        for (Packet packet : pdl.packets()) {
            int last = packet.members.size() - 1;
            if (last >= 0 && packet.members.get(last).isLater() && random.nextBoolean()) {
                packet.members.remove(last);
            }
        }
    }

    /** Moves two adjacent members into a struct. */
    private void wrap(PdlSketch pdl) {
        List<Member> body = oneOf(pdl.packets()).members;
        int count = (int) body.stream().filter(it -> !it.isLater()).count();
        if (count > 1) {
            int at = random.nextInt(count - 1);
            Struct struct = new Struct(newIdentity());
            struct.members.add(body.remove(at));
            struct.members.add(body.remove(at));
            pdl.structs().add(struct);
            Member wrapper = new Member(newIdentity(), Kind.declared(struct.identity));
            wrapper.wrapper = true;
            body.add(at, wrapper);
        }
    }

    /** Changes each enum only once. If both the name and the number of a value changed, it would be another value. */
    private void changeEnum(PdlSketch pdl) {
        Enumeration it = oneOf(pdl.enums());
        if (!changedEnums.add(it.identity)) {
            return;
        }
        Value any = oneOf(it.values);
        switch (random.nextInt(7)) {
            case 0 -> it.values.add(random.nextInt(it.values.size() + 1), value());
            case 1 -> it.values.removeIf(value -> value == any && value.identity != it.unknown && it.values.size() > 2);
            case 2 -> any.number = ++numbers;
            case 3 -> any.name = "W" + newIdentity();
            case 4 -> it.unknown = it.unknown == any.identity ? 0 : any.identity;
            case 5 -> it.base = oneOf(INTEGERS);
            default -> Collections.shuffle(it.values, random);
        }
    }

    private interface MemberStep {
        void change(Member member);
    }

    private void withAny(PdlSketch pdl, MemberStep step) {
        List<Member> all = pdl.bodies().stream()
                .flatMap(List::stream)
                .filter(it -> !it.wrapper)
                .toList();
        if (!all.isEmpty()) {
            step.change(oneOf(all));
        }
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
