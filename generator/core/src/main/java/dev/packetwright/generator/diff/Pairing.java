package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.Name;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The pairs of old and new declared types. A type is paired with the type of the same name, or else with the first type
 * that replaces it in a member.
 *
 * @param <T> structs or enums
 */
final class Pairing<T> {
    private final Map<String, T> before = new LinkedHashMap<>();
    private final Map<String, T> after = new LinkedHashMap<>();
    private final Function<T, Name> nameOf;
    private final Map<String, String> partners = new LinkedHashMap<>();
    private final Map<String, String> partnersOfNew = new HashMap<>();
    private final Map<String, Pair<T>> met = new LinkedHashMap<>();

    /**
     * A type in both versions.
     *
     * @param <T> struct or enum
     */
    record Pair<T>(T before, T after) {}

    Pairing(List<T> before, List<T> after, Function<T, Name> nameOf) {
        this.nameOf = nameOf;
        before.forEach(type -> this.before.put(pdlName(type), type));
        after.forEach(type -> this.after.put(pdlName(type), type));
        this.before.keySet().stream().filter(this.after::containsKey).forEach(name -> pair(name, name));
    }

    private String pdlName(T type) {
        return nameOf.apply(type).pdl();
    }

    private void pair(String old, String now) {
        partners.put(old, now);
        partnersOfNew.put(now, old);
    }

    /**
     * Records the old and the new type of a member, and pairs them if neither has a partner. Returns whether they are a
     * pair.
     */
    boolean meet(T old, T now) {
        String oldName = pdlName(old);
        String newName = pdlName(now);
        if (!partners.containsKey(oldName) && !partnersOfNew.containsKey(newName)) {
            pair(oldName, newName);
        }
        boolean areOne = newName.equals(partners.get(oldName));
        if (areOne) {
            met.putIfAbsent(newName, new Pair<>(old, now));
        }
        return areOne;
    }

    /** Returns the pairs that members use in both versions, in the order of their first use. */
    List<Pair<T>> met() {
        return List.copyOf(met.values());
    }

    /** Returns the types in both versions that no member uses in both. */
    List<Pair<T>> unmet() {
        return partners.entrySet().stream()
                .filter(entry -> !met.containsKey(entry.getValue()))
                .flatMap(entry -> Stream.ofNullable(before.get(entry.getKey()))
                        .flatMap(old ->
                                Stream.ofNullable(after.get(entry.getValue())).map(now -> new Pair<>(old, now))))
                .toList();
    }

    /** Returns the types that exist only in the old version. */
    List<T> removed() {
        return before.values().stream()
                .filter(type -> !partners.containsKey(pdlName(type)))
                .toList();
    }

    /** Returns the types that exist only in the new version. */
    List<T> added() {
        return after.values().stream()
                .filter(type -> !partnersOfNew.containsKey(pdlName(type)))
                .toList();
    }
}
