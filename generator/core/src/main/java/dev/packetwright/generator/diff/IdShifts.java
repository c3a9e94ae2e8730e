package dev.packetwright.generator.diff;

import dev.packetwright.generator.diff.PacketPairs.Pair;
import dev.packetwright.generator.model.PacketType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The causes of new ids. A packet without an id of its own has the id that follows the one before it, so a packet that is
 * added, removed or moved changes the ids of all packets behind it.
 */
final class IdShifts {
    private final List<Pair> inOrder;
    private final List<Pair> moved;
    private final List<PacketType> come;
    private final List<PacketType> gone;
    private final Set<Integer> withIdOfTheirOwn = new HashSet<>();
    private final Map<Integer, Shift> byOldId = new HashMap<>();
    private final Map<Integer, Shift> byNewId = new HashMap<>();

    /**
     * The effect of one packet on the ids of others.
     *
     * @param by the difference that the packet makes
     * @param packets the packets behind it, in their new version
     */
    record Shift(int by, List<PacketType> packets) {
        Shift {
            packets = List.copyOf(packets);
        }
    }

    IdShifts(PacketPairs pairs) {
        inOrder = longestInOrder(pairs.kept());
        Set<Integer> newIdsInOrder = new HashSet<>();
        inOrder.forEach(pair -> newIdsInOrder.add(pair.after().id()));
        moved = pairs.kept().stream()
                .filter(pair -> !newIdsInOrder.contains(pair.after().id()))
                .toList();
        come = byId(Stream.concat(pairs.added().stream(), moved.stream().map(Pair::after)));
        gone = byId(Stream.concat(pairs.removed().stream(), moved.stream().map(Pair::before)));
        moved.stream()
                .filter(pair -> pair.shift() != 0)
                .forEach(pair -> withIdOfTheirOwn.add(pair.after().id()));
        explain();
    }

    private static List<PacketType> byId(Stream<PacketType> packets) {
        return packets.sorted(Comparator.comparing(PacketType::id)).toList();
    }

    /** Returns as many pairs as possible that have the same order in both versions. The other packets have moved. */
    private static List<Pair> longestInOrder(List<Pair> byNewId) {
        int[] lastOfLength = new int[byNewId.size()];
        int[] previous = new int[byNewId.size()];
        int longest = 0;
        for (int i = 0; i < byNewId.size(); i++) {
            int length = 0;
            for (int end = longest; length < end; ) {
                int middle = (length + end) >>> 1;
                boolean isBefore = oldId(byNewId, lastOfLength[middle]) < oldId(byNewId, i);
                length = isBefore ? middle + 1 : length;
                end = isBefore ? end : middle;
            }
            previous[i] = length == 0 ? -1 : lastOfLength[length - 1];
            lastOfLength[length] = i;
            longest = Math.max(longest, length + 1);
        }
        List<Pair> inOrder = new ArrayList<>();
        for (int i = longest == 0 ? -1 : lastOfLength[longest - 1]; i >= 0; i = previous[i]) {
            inOrder.add(byNewId.get(i));
        }
        Collections.reverse(inOrder);
        return inOrder;
    }

    private static int oldId(List<Pair> pairs, int index) {
        return pairs.get(index).before().id();
    }

    /**
     * Looks at the gaps between packets in the same order. If the packets that came and went there explain the change of
     * the ids behind a gap, they are its causes. Otherwise, the packet behind the gap has been given another id, or an id of
     * its own has kept it where it was.
     */
    private void explain() {
        int shift = 0;
        for (int i = 0; i < inOrder.size(); i++) {
            int change = inOrder.get(i).shift() - shift;
            if (change != 0) {
                explain(change, i);
            }
            shift = inOrder.get(i).shift();
        }
    }

    private void explain(int change, int behind) {
        Pair pair = inOrder.get(behind);
        Optional<Pair> last = Optional.of(behind).filter(i -> i > 0).map(i -> inOrder.get(i - 1));
        List<PacketType> in = between(last.map(Pair::after), pair.after(), come);
        List<PacketType> out = between(last.map(Pair::before), pair.before(), gone);
        if (in.size() - out.size() == change) {
            List<PacketType> causes = change > 0 ? in : out;
            causes.subList(causes.size() - Math.abs(change), causes.size())
                    .forEach(cause -> addShift(change > 0 ? byNewId : byOldId, cause, Integer.signum(change), behind));
        } else if (pair.shift() != 0) {
            withIdOfTheirOwn.add(pair.after().id());
            addShift(byNewId, pair.after(), change, behind + 1);
        }
    }

    private static List<PacketType> between(Optional<PacketType> low, PacketType high, List<PacketType> packets) {
        return packets.stream()
                .filter(packet -> packet.id() < high.id())
                .filter(packet -> low.isEmpty() || packet.id() > low.get().id())
                .toList();
    }

    private void addShift(Map<Integer, Shift> shifts, PacketType cause, int by, int from) {
        List<PacketType> shifted = inOrder.subList(from, inOrder.size()).stream()
                .takeWhile(pair -> pair.shift() != 0)
                .map(Pair::after)
                .toList();
        if (!shifted.isEmpty()) {
            shifts.put(cause.id(), new Shift(by, shifted));
        }
    }

    /** Returns whether the new id of a packet has no cause in another packet. */
    boolean hasIdOfItsOwn(Pair pair) {
        return withIdOfTheirOwn.contains(pair.after().id());
    }

    /** Returns the effect of a packet that exists in both versions. */
    Optional<Shift> of(Pair pair) {
        return ofAdded(pair.after()).or(() -> moved.contains(pair) ? ofRemoved(pair.before()) : Optional.empty());
    }

    /** Returns the effect of an added packet. */
    Optional<Shift> ofAdded(PacketType packet) {
        return Optional.ofNullable(byNewId.get(packet.id()));
    }

    /** Returns the effect of a removed packet. */
    Optional<Shift> ofRemoved(PacketType packet) {
        return Optional.ofNullable(byOldId.get(packet.id()));
    }
}
