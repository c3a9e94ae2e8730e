package dev.packetwright.generator.diff;

import dev.packetwright.generator.diff.PacketPairs.Pair;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Role;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The comparison of two versions of a protocol.
 *
 * <p>The changes are in the order of the protocol itself, its packets by their new ids, its removed packets, its structs
 * and its enums.
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
        if (before.oldestVersion() != after.oldestVersion()) {
            changes.add(
                    after.oldestVersion() > before.oldestVersion()
                            ? Rule.OLDEST_VERSION_RAISED
                            : Rule.OLDEST_VERSION_LOWERED,
                    before,
                    after,
                    "the oldest version that is served is " + after.oldestVersion() + ", and was "
                            + before.oldestVersion());
        }
    }

    private void comparePackets() {
        PacketPairs pairs = PacketPairs.of(before, after);
        IdShifts shifts = new IdShifts(pairs);
        Map<Integer, Pair> kept = new HashMap<>();
        pairs.kept().forEach(pair -> kept.put(pair.after().id(), pair));
        for (PacketType now : after.packets()) {
            Optional.ofNullable(kept.get(now.id()))
                    .ifPresentOrElse(pair -> comparePacket(pair, shifts), () -> add(now, shifts));
        }
        Map<Integer, PacketType> added = new HashMap<>();
        pairs.added().forEach(packet -> added.put(packet.id(), packet));
        pairs.removed().forEach(packet -> remove(packet, Optional.ofNullable(added.get(packet.id())), shifts));
    }

    private void add(PacketType packet, IdShifts shifts) {
        String name = packet.name().pdl();
        changes.addAdded(Rule.PACKET_ADDED, name, packet.name(), "is new, with the id " + packet.id());
        shifts.ofAdded(packet)
                .ifPresent(shift -> changes.addAdded(Rule.PACKET_IDS_SHIFTED, name, packet.name(), description(shift)));
    }

    private void remove(PacketType packet, Optional<PacketType> successor, IdShifts shifts) {
        String name = packet.name().pdl();
        String next = successor
                .map(it -> "; the new packet '" + it.name().pdl() + "' has that id now")
                .orElse("");
        changes.addRemoved(Rule.PACKET_REMOVED, name, packet.name(), "is gone, and had the id " + packet.id() + next);
        shifts.ofRemoved(packet)
                .ifPresent(
                        shift -> changes.addRemoved(Rule.PACKET_IDS_SHIFTED, name, packet.name(), description(shift)));
    }

    private static String description(IdShifts.Shift shift) {
        List<String> names =
                shift.packets().stream().map(packet -> packet.name().pdl()).toList();
        return "shifts "
                + (names.size() == 1
                        ? "the id of the packet behind it"
                        : "the ids of the " + names.size() + " packets behind it")
                + (shift.by() > 0 ? " up by " : " down by ") + Math.abs(shift.by()) + ": " + Names.some(names);
    }

    private void comparePacket(Pair pair, IdShifts shifts) {
        PacketType then = pair.before();
        PacketType now = pair.after();
        String name = now.name().pdl();
        changes.addRenaming(Rule.PACKET_RENAMED, name, then.name(), now.name());
        compareIds(pair, shifts);
        compareReceivers(then, now);
        compareRoles(then, now);
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

    private void compareIds(Pair pair, IdShifts shifts) {
        Name then = pair.before().name();
        Name now = pair.after().name();
        if (shifts.hasIdOfItsOwn(pair)) {
            String what = "has the id " + pair.after().id() + ", and had "
                    + pair.before().id();
            changes.add(Rule.PACKET_ID_CHANGED, now.pdl(), then, now, what);
        }
        shifts.of(pair)
                .ifPresent(shift -> changes.add(Rule.PACKET_IDS_SHIFTED, now.pdl(), then, now, description(shift)));
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

    private void compareRoles(PacketType then, PacketType now) {
        if (!then.role().equals(now.role())) {
            changes.add(
                    Rule.PACKET_ROLE_CHANGED,
                    now.name().pdl(),
                    then.name(),
                    now.name(),
                    "has " + inWords(now.role()) + ", and had " + inWords(then.role()));
        }
    }

    private static String inWords(Optional<Role> role) {
        return role.map(it -> "the role " + it.pdlName()).orElse("no role");
    }

    /** Returns the sides that receive the first direction but not the second. */
    private static String receivers(Direction one, Direction other) {
        return Arrays.stream(Side.values())
                .filter(side -> one.isReceivedBy(side) && !other.isReceivedBy(side))
                .map(side -> side.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and the "));
    }
}
