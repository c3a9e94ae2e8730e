package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The comparison of two versions of a protocol.
 *
 * <p>Packets are matched by name, and the remaining ones by id: they were renamed. The changes are in the order of the
 * protocol itself, its packets by their new ids, its structs and its enums.
 */
public final class ProtocolDiff {
    private final Protocol before;
    private final Protocol after;
    private final DeclaredTypes declared;
    private final Changes changes;

    private ProtocolDiff(Protocol before, Protocol after) {
        this.before = before;
        this.after = after;
        this.declared = new DeclaredTypes(before, after);
        this.changes = new Changes(JavaNames.of(before), JavaNames.of(after));
    }

    /** Returns the changes from one version to the other. Both versions must be free of errors. */
    public static List<Change> compare(Protocol before, Protocol after) {
        return new ProtocolDiff(before, after).compare();
    }

    private List<Change> compare() {
        compareWhole();
        comparePackets();
        declared.compare(changes);
        return changes.found();
    }

    private void compareWhole() {
        if (!before.namespace().equals(after.namespace())) {
            changes.add(
                    Rule.PACKAGE_CHANGED,
                    before,
                    after,
                    "the package is '" + after.namespace() + "', and was '" + before.namespace() + "'");
        }
        if (before.version() != after.version()) {
            changes.add(
                    after.version() > before.version() ? Rule.VERSION_RAISED : Rule.VERSION_LOWERED,
                    before,
                    after,
                    "the version is " + after.version() + ", and was " + before.version());
        }
    }

    private void comparePackets() {
        Map<String, PacketType> byName = by(packet -> packet.name().pdl(), before);
        Map<Integer, PacketType> byId = by(PacketType::id, before);
        Set<String> newNames =
                new HashSet<>(by(packet -> packet.name().pdl(), after).keySet());
        Set<String> matched = new HashSet<>();
        for (PacketType now : after.packets()) {
            Optional<PacketType> then = Optional.ofNullable(
                            byName.get(now.name().pdl()))
                    .or(() -> Optional.ofNullable(byId.get(now.id()))
                            .filter(old -> !newNames.contains(old.name().pdl())));
            then.ifPresentOrElse(
                    old -> {
                        matched.add(old.name().pdl());
                        comparePacket(old, now);
                    },
                    () -> changes.addAdded(
                            Rule.PACKET_ADDED, now.name().pdl(), now.name(), "is new, with the id " + now.id()));
        }
        before.packets().stream()
                .filter(old -> !matched.contains(old.name().pdl()))
                .forEach(old -> changes.addRemoved(
                        Rule.PACKET_REMOVED, old.name().pdl(), old.name(), "is gone, and had the id " + old.id()));
    }

    private static <K> Map<K, PacketType> by(Function<PacketType, K> key, Protocol protocol) {
        Map<K, PacketType> packets = new HashMap<>();
        protocol.packets().forEach(packet -> packets.put(key.apply(packet), packet));
        return packets;
    }

    private void comparePacket(PacketType then, PacketType now) {
        String name = now.name().pdl();
        changes.addRenaming(Rule.PACKET_RENAMED, name, then.name(), now.name());
        if (then.id() != now.id()) {
            changes.add(
                    Rule.PACKET_ID_CHANGED,
                    name,
                    then.name(),
                    now.name(),
                    "has the id " + now.id() + ", and had " + then.id());
        }
        compareReceivers(then, now);
        if (then.since() != now.since()) {
            changes.add(
                    Rule.PACKET_SINCE_CHANGED,
                    name,
                    then.name(),
                    now.name(),
                    "is there since version " + now.since() + ", and was since " + then.since());
        }
        changes.addDeprecation(name, then.name(), now.name(), then.deprecated(), now.deprecated());
        new BodyComparison(declared, changes)
                .compare(new BodyComparison.Owner(name, "", before.version()), then.body(), now.body());
    }

    private void compareReceivers(PacketType then, PacketType now) {
        String lost = receivers(then.direction(), now.direction());
        String gained = receivers(now.direction(), then.direction());
        if (!lost.isEmpty()) {
            changes.add(
                    Rule.PACKET_RECEIVER_LOST,
                    now.name().pdl(),
                    then.name(),
                    now.name(),
                    "is no longer received by the " + lost);
        }
        if (!gained.isEmpty()) {
            changes.add(
                    Rule.PACKET_RECEIVER_ADDED,
                    now.name().pdl(),
                    then.name(),
                    now.name(),
                    "is received by the " + gained + " too");
        }
    }

    /** Returns the sides that receive the first direction but not the second. */
    private static String receivers(Direction one, Direction other) {
        return Arrays.stream(Side.values())
                .filter(side -> one.isReceivedBy(side) && !other.isReceivedBy(side))
                .map(side -> side.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and the "));
    }
}
