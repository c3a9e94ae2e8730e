package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.source.Place;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packets, structs and enums that changed: those with the worst changes first. */
final class ChangedPairs {
    private final Map<Place, String> oldOwners;
    private final Map<Place, String> newOwners;
    private final Map<String, String> oldToNew = new HashMap<>();
    private final Map<String, String> newToOld = new HashMap<>();
    private final Map<String, Pair> pairs = new LinkedHashMap<>();

    /**
     * A packet, a struct or an enum in both versions.
     *
     * @param before its old name; empty if it is new
     * @param after its new name; empty if it is gone
     */
    record Pair(Optional<String> before, Optional<String> after) {
        /** Returns the name; of a renamed one, the new name. */
        String name() {
            return after.or(() -> before).orElseThrow();
        }
    }

    ChangedPairs(Protocol before, Protocol after, List<Change> changes) {
        oldOwners = owners(before);
        newOwners = owners(after);
        for (Change change : changes) {
            owner(change.before(), oldOwners)
                    .ifPresent(old -> owner(change.after(), newOwners).ifPresent(now -> {
                        oldToNew.put(old, now);
                        newToOld.put(now, old);
                    }));
        }
        changes.stream()
                .sorted(Comparator.comparing(Change::category))
                .flatMap(change -> of(change).stream())
                .forEach(pair -> pairs.putIfAbsent(pair.name(), pair));
    }

    /** Returns all that changed. */
    List<Pair> all() {
        return List.copyOf(pairs.values());
    }

    /** Returns what a change belongs to; empty if it is a change of the protocol as a whole. */
    Optional<Pair> of(Change change) {
        Optional<String> now = owner(change.after(), newOwners);
        if (now.isPresent()) {
            return now.map(name -> new Pair(partner(name, newToOld, oldOwners), now));
        }
        Optional<String> old = owner(change.before(), oldOwners);
        return old.map(name -> new Pair(old, partner(name, oldToNew, newOwners)));
    }

    private static Optional<String> owner(Optional<Place> place, Map<Place, String> owners) {
        return place.flatMap(it -> Optional.ofNullable(owners.get(it)));
    }

    /** Returns the name in the other version. Something without a change in both versions has kept its name. */
    private static Optional<String> partner(String name, Map<String, String> renamed, Map<Place, String> others) {
        return Optional.ofNullable(renamed.get(name))
                .or(() -> others.containsValue(name) ? Optional.of(name) : Optional.empty());
    }

    /** Returns the packet, struct or enum that each name belongs to. */
    private static Map<Place, String> owners(Protocol protocol) {
        Map<Place, String> owners = new HashMap<>();
        protocol.packets().forEach(packet -> add(packet.name(), packet.body(), owners));
        protocol.structs().forEach(struct -> add(struct.name(), struct.body(), owners));
        protocol.enums().forEach(type -> {
            owners.put(type.name().place(), type.name().pdl());
            type.values()
                    .forEach(value ->
                            owners.put(value.name().place(), type.name().pdl()));
        });
        return owners;
    }

    private static void add(Name owner, Body body, Map<Place, String> owners) {
        owners.put(owner.place(), owner.pdl());
        body.members().forEach(member -> {
            owners.put(member.name().place(), owner.pdl());
            member.elementRecord()
                    .ifPresent(
                            element -> add(new Name(owner.pdl(), element.name().place()), element.body(), owners));
        });
    }
}
