package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pairs of old and new members of one body. Members are matched by name. The remaining members between the same two
 * neighbours are matched in order if they have the same bytes: they were renamed, or moved into a struct.
 */
final class Alignment {
    private final List<Member> before;
    private final List<Member> after;
    private final List<Pair> pairs = new ArrayList<>();
    private final Set<Pair> moved = new HashSet<>();
    private final List<Regrouping> regroupings = new ArrayList<>();
    private final List<Integer> removed = new ArrayList<>();
    private final List<Integer> added = new ArrayList<>();

    /**
     * A member in both bodies.
     *
     * @param before the index in the old body
     * @param after the index in the new body
     */
    record Pair(int before, int after) {}

    /**
     * Members with the same bytes in another grouping: several members on one side, a struct of them on the other.
     *
     * @param before the indexes in the old body
     * @param after the indexes in the new body
     */
    record Regrouping(List<Integer> before, List<Integer> after) {
        Regrouping {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    Alignment(List<Member> before, List<Member> after) {
        this.before = before;
        this.after = after;
        List<Pair> named = named();
        List<Pair> inOrder = longestInOrder(named);
        moved.addAll(named);
        inOrder.forEach(moved::remove);
        pairs.addAll(named);
        Pair last = new Pair(-1, -1);
        for (Pair anchor : inOrder) {
            gap(last, anchor);
            last = anchor;
        }
        gap(last, new Pair(before.size(), after.size()));
    }

    private List<Pair> named() {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < after.size(); i++) {
            places.put(after.get(i).name().pdl(), i);
        }
        List<Pair> named = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            Integer place = places.get(before.get(i).name().pdl());
            if (place != null) {
                named.add(new Pair(i, place));
            }
        }
        return named;
    }

    /** A longest sequence of pairs in the same order in both bodies. The members of the other pairs have moved. */
    private static List<Pair> longestInOrder(List<Pair> pairs) {
        int[] length = new int[pairs.size()];
        int[] previous = new int[pairs.size()];
        int best = -1;
        for (int i = 0; i < length.length; i++) {
            length[i] = 1;
            previous[i] = -1;
            for (int j = 0; j < i; j++) {
                if (pairs.get(j).after() < pairs.get(i).after() && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    previous[i] = j;
                }
            }
            best = best < 0 || length[i] > length[best] ? i : best;
        }
        List<Pair> longest = new ArrayList<>();
        for (int i = best; i >= 0; i = previous[i]) {
            longest.add(pairs.get(i));
        }
        Collections.reverse(longest);
        return longest;
    }

    private void gap(Pair from, Pair to) {
        List<Integer> gone = unmatched(from.before(), to.before(), true);
        List<Integer> come = unmatched(from.after(), to.after(), false);
        while (!gone.isEmpty() && !come.isEmpty()) {
            Regrouping next = next(gone, come);
            if (next.before().size() == 1 && next.after().size() == 1) {
                pairs.add(new Pair(gone.get(0), come.get(0)));
            } else if (!next.before().isEmpty()) {
                regroupings.add(next);
            } else {
                removed.add(gone.get(0));
                added.add(come.get(0));
            }
            gone = gone.subList(Math.max(1, next.before().size()), gone.size());
            come = come.subList(Math.max(1, next.after().size()), come.size());
        }
        removed.addAll(gone);
        added.addAll(come);
    }

    /** Matches the first remaining members: with each other, with a struct that contains them, or with nothing. */
    private Regrouping next(List<Integer> gone, List<Integer> come) {
        if (lookAlike(gone.get(0), come.get(0))) {
            return new Regrouping(gone.subList(0, 1), come.subList(0, 1));
        }
        for (int size = 1; size <= Math.max(gone.size(), come.size()); size++) {
            if (size <= gone.size() && areSame(gone.subList(0, size), come.subList(0, 1))) {
                return new Regrouping(gone.subList(0, size), come.subList(0, 1));
            } else if (size <= come.size() && areSame(gone.subList(0, 1), come.subList(0, size))) {
                return new Regrouping(gone.subList(0, 1), come.subList(0, size));
            }
        }
        return new Regrouping(List.of(), List.of());
    }

    /** Returns the members between two indexes, without members that moved away or came from elsewhere. */
    private List<Integer> unmatched(int from, int to, boolean old) {
        List<Integer> unmatched = new ArrayList<>();
        for (int i = from + 1; i < to; i++) {
            int index = i;
            if (moved.stream().noneMatch(pair -> (old ? pair.before() : pair.after()) == index)) {
                unmatched.add(i);
            }
        }
        return unmatched;
    }

    private boolean areSame(List<Integer> gone, List<Integer> come) {
        return SameBytes.of(
                gone.stream().map(before::get).toList(),
                come.stream().map(after::get).toList());
    }

    private boolean lookAlike(int gone, int come) {
        Member then = before.get(gone);
        Member now = after.get(come);
        return then.traits().isOptional() == now.traits().isOptional()
                && then.type().wireForm().equals(now.type().wireForm());
    }

    /** Returns the members in both bodies, including renamed ones. */
    List<Pair> pairs() {
        return pairs;
    }

    /** Returns whether the neighbours of a member have changed. */
    boolean isMoved(Pair pair) {
        return moved.contains(pair);
    }

    List<Regrouping> regroupings() {
        return regroupings;
    }

    /** Returns the indexes of removed members in the old body. */
    List<Integer> removed() {
        return removed;
    }

    /** Returns the indexes of added members in the new body. */
    List<Integer> added() {
        return added;
    }
}
