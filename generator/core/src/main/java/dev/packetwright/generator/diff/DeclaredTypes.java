package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The comparison of structs and enums, each once. A change in a type is a change of all packets that use it. A change in
 * a type that no packet uses does not affect the wire.
 */
final class DeclaredTypes {
    private final Pairing<RecordType> structs;
    private final Pairing<EnumType> enums;
    private final int oldVersion;
    private final Map<String, List<String>> packetsByType = new LinkedHashMap<>();

    DeclaredTypes(Protocol before, Protocol after) {
        oldVersion = before.version();
        structs = new Pairing<>(before.structs(), after.structs(), RecordType::name);
        enums = new Pairing<>(before.enums(), after.enums(), EnumType::name);
        after.packets().forEach(packet -> new Uses(packet).addTypes(packet.body()));
    }

    /** The declared types that a packet uses, each visited once. */
    private final class Uses implements MemberType.Visitor<Void> {
        private final PacketType packet;
        private final Set<String> seen = new HashSet<>();

        Uses(PacketType packet) {
            this.packet = packet;
        }

        @Override
        public Void scalar(ScalarType type) {
            return null;
        }

        @Override
        public Void string(StringType type) {
            return null;
        }

        @Override
        public Void bytes(BytesType type) {
            return null;
        }

        @Override
        public Void enumeration(EnumType type) {
            add(type.name());
            return null;
        }

        @Override
        public Void record(RecordType type) {
            if (!type.isStruct() || add(type.name())) {
                addTypes(type.body());
            }
            return null;
        }

        @Override
        public Void list(ListType type) {
            return type.element().accept(this);
        }

        void addTypes(Body body) {
            body.members().forEach(member -> member.type().accept(this));
        }

        private boolean add(Name type) {
            boolean isNew = seen.add(type.pdl());
            if (isNew) {
                packetsByType
                        .computeIfAbsent(type.pdl(), unknown -> new ArrayList<>())
                        .add(packet.name().pdl());
            }
            return isNew;
        }
    }

    /** Returns whether both are the same struct in both versions. */
    boolean areOne(RecordType before, RecordType after) {
        return structs.meet(before, after);
    }

    /** Returns whether both are the same enum in both versions. */
    boolean areOne(EnumType before, EnumType after) {
        return enums.meet(before, after);
    }

    /** Compares the types. Call it after the comparison of all packets, when the types that packets use are known. */
    void compare(Changes changes) {
        int done = 0;
        while (done < structs.met().size()) {
            compareStruct(structs.met().get(done), changes);
            done++;
        }
        enums.met().forEach(pair -> compareEnum(pair, changes));
        compareUnused(changes);
    }

    /**
     * Compares the types that no packet uses. The pairs are taken first: a type that only an unused type uses is unused
     * too.
     */
    private void compareUnused(Changes changes) {
        List<Pairing.Pair<RecordType>> unusedStructs = structs.unmet();
        List<Pairing.Pair<EnumType>> unusedEnums = enums.unmet();
        List<Change> others = compared(changes, this::addOthers);
        unusedStructs.forEach(pair -> addIfChanged(
                compared(changes, scratch -> compareStruct(pair, scratch)),
                pair.before().name(),
                pair.after().name(),
                changes));
        unusedEnums.forEach(pair -> addIfChanged(
                compared(changes, scratch -> compareEnum(pair, scratch)),
                pair.before().name(),
                pair.after().name(),
                changes));
        changes.addAll(others);
    }

    private void compareStruct(Pairing.Pair<RecordType> pair, Changes changes) {
        Name name = pair.after().name();
        changes.addRenaming(Rule.TYPE_RENAMED, name.pdl(), pair.before().name(), name);
        new BodyComparison(this, changes)
                .compare(
                        new BodyComparison.Owner(name.pdl(), usersOf(name), oldVersion),
                        pair.before().body(),
                        pair.after().body());
    }

    private void compareEnum(Pairing.Pair<EnumType> pair, Changes changes) {
        Name name = pair.after().name();
        changes.addRenaming(Rule.TYPE_RENAMED, name.pdl(), pair.before().name(), name);
        new EnumComparison(pair.before(), pair.after(), usersOf(name), changes).compare();
    }

    /** Returns the suffix that names the packets that use a type; empty if there are none. */
    private String usersOf(Name type) {
        List<String> packets = packetsByType.getOrDefault(type.pdl(), List.of());
        return packets.isEmpty() ? "" : " (in " + Names.some(packets) + ")";
    }

    private interface Comparison {
        void compareInto(Changes changes);
    }

    private static List<Change> compared(Changes changes, Comparison comparison) {
        Changes scratch = changes.scratch();
        comparison.compareInto(scratch);
        return scratch.found();
    }

    /** Adds the changes of a type that no packet uses. A change that is safe for a used type is safe here too. */
    private static void addIfChanged(List<Change> found, Name before, Name after, Changes changes) {
        List<Change> breaking =
                found.stream().filter(change -> change.category().isBreaking()).toList();
        if (breaking.isEmpty()) {
            changes.addAll(found);
        } else {
            changes.add(
                    Rule.UNUSED_TYPE_CHANGED,
                    after.pdl(),
                    before,
                    after,
                    "changed, and no packet of both versions has it: "
                            + breaking.get(0).message());
        }
    }

    private void addOthers(Changes changes) {
        structs.removed()
                .forEach(it -> changes.addRemoved(Rule.TYPE_REMOVED, it.name().pdl(), it.name(), "is gone"));
        enums.removed()
                .forEach(it -> changes.addRemoved(Rule.TYPE_REMOVED, it.name().pdl(), it.name(), "is gone"));
        structs.added()
                .forEach(it -> changes.addAdded(Rule.TYPE_ADDED, it.name().pdl(), it.name(), "is new"));
        enums.added().forEach(it -> changes.addAdded(Rule.TYPE_ADDED, it.name().pdl(), it.name(), "is new"));
    }
}
