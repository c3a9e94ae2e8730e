package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pairs of old and new packets. Packets are matched by name. A packet with a new name is matched by its id, if it has
 * its old direction and most of its members.
 *
 * @param kept the packets in both versions, by their new ids
 * @param added the packets that exist only in the new version, by id
 * @param removed the packets that exist only in the old version, by id
 */
record PacketPairs(List<Pair> kept, List<PacketType> added, List<PacketType> removed) {
    /** A packet in both versions. */
    record Pair(PacketType before, PacketType after) {
        /** Returns the difference between the ids. */
        int shift() {
            return after.id() - before.id();
        }
    }

    PacketPairs {
        kept = List.copyOf(kept);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    static PacketPairs of(Protocol before, Protocol after) {
        Map<String, PacketType> byName = by(PacketPairs::name, before);
        Map<Integer, PacketType> byId = by(PacketType::id, before);
        Set<String> newNames = by(PacketPairs::name, after).keySet();
        List<Pair> kept = byId(after)
                .flatMap(now -> Optional.ofNullable(byName.get(name(now)))
                        .or(() -> Optional.ofNullable(byId.get(now.id()))
                                .filter(then -> !newNames.contains(name(then)) && isRenamed(then, now)))
                        .map(then -> new Pair(then, now))
                        .stream())
                .toList();
        Set<String> oldOfKept = new HashSet<>();
        Set<String> newOfKept = new HashSet<>();
        kept.forEach(pair -> {
            oldOfKept.add(name(pair.before()));
            newOfKept.add(name(pair.after()));
        });
        return new PacketPairs(
                kept,
                byId(after).filter(packet -> !newOfKept.contains(name(packet))).toList(),
                byId(before).filter(packet -> !oldOfKept.contains(name(packet))).toList());
    }

    private static Stream<PacketType> byId(Protocol protocol) {
        return protocol.packets().stream().sorted(Comparator.comparing(PacketType::id));
    }

    private static String name(PacketType packet) {
        return packet.name().pdl();
    }

    private static <K> Map<K, PacketType> by(Function<PacketType, K> key, Protocol protocol) {
        return protocol.packets().stream().collect(Collectors.toMap(key, Function.identity()));
    }

    /**
     * Returns whether two packets with one id differ in little more than their name. Of packets without members, nothing
     * shows it.
     */
    private static boolean isRenamed(PacketType before, PacketType after) {
        List<Member> then = before.body().members();
        List<Member> now = after.body().members();
        int most = Math.max(then.size(), now.size());
        long same = then.stream()
                .filter(old -> now.stream().anyMatch(young -> agree(old, young)))
                .count();
        return before.direction() == after.direction() && 2 * same > most;
    }

    private static boolean agree(Member before, Member after) {
        return before.name().pdl().equals(after.name().pdl())
                && before.traits().isOptional() == after.traits().isOptional()
                && before.type().wireForm().equals(after.type().wireForm());
    }
}
