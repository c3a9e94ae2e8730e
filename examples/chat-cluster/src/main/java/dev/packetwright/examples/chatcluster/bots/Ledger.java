package dev.packetwright.examples.chatcluster.bots;

import dev.packetwright.examples.chatcluster.Lines.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The lines that the bots of one room have received, checked against the room's guarantees: one order for all bots, one
 * epoch at a time, and no lost lines. Thread-safe.
 */
final class Ledger {
    private static final int MAX_COMPLAINTS = 10;

    private final String room;
    private final Map<Position, String> texts = new HashMap<>();
    private final NavigableMap<Long, Long> firstReceived = new TreeMap<>();
    private final Map<Integer, NavigableSet<Position>> receivedBy = new HashMap<>();
    private final Map<String, Position> firstAt = new HashMap<>();
    private final List<Repeat> repeats = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();
    private final List<Long> silences = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private long lastNew;

    /** A line that was received at two positions. */
    private record Repeat(int sender, String text, Position first, Position second) {}

    Ledger(String room) {
        this.room = room;
    }

    /** Records a line that a bot has received. */
    synchronized void received(int bot, Position position, Line line, String text) {
        long now = System.nanoTime();
        String before = texts.putIfAbsent(position, text);
        if (before == null) {
            add(position, line, text, now);
        } else if (!before.equals(text)) {
            complain("bot " + bot + " received '" + text + "' at " + position + ", others '" + before + "'");
        }
        receivedBy.computeIfAbsent(bot, key -> new TreeSet<>()).add(position);
    }

    private void add(Position position, Line line, String text, long now) {
        Position first = firstAt.putIfAbsent(text, position);
        if (first != null) {
            repeats.add(new Repeat(line.bot(), text, first, position));
        }
        firstReceived.putIfAbsent(position.life(), now);
        Map.Entry<Long, Long> later = firstReceived.higherEntry(position.life());
        if (later != null && line.sentAt() - later.getValue() > 0) {
            complain("epoch " + position.life() + " has taken a line that was sent after epoch " + later.getKey()
                    + " began");
        }
        delays.add(now - line.sentAt());
        if (lastNew != 0) {
            silences.add(now - lastNew);
        }
        lastNew = now;
    }

    private void complain(String complaint) {
        if (complaints.size() < MAX_COMPLAINTS) {
            complaints.add(room + ": " + complaint);
        }
    }

    /**
     * The violations. A line may occur in two epochs if its sender has not received it in the first one: the room's node
     * died before it acknowledged the line.
     */
    synchronized List<String> complaints() {
        List<String> all = new ArrayList<>(complaints);
        for (Repeat repeat : repeats) {
            NavigableSet<Position> received = receivedBy.get(repeat.sender);
            boolean wasAcked = received != null && received.contains(repeat.first);
            if (wasAcked || repeat.first.life() == repeat.second.life()) {
                all.add(room + ": '" + repeat.text + "' was received twice, at " + repeat.first + " and "
                        + repeat.second);
            }
        }
        return all;
    }

    /** The number of lines that the room has taken. */
    synchronized int size() {
        return texts.size();
    }

    /** The number of epochs in which lines were received. */
    synchronized int epochs() {
        return firstReceived.size();
    }

    /** The times of all lines since the last call from the sender to the first receiver, in nanoseconds. */
    synchronized List<Long> takeDelays() {
        List<Long> taken = List.copyOf(delays);
        delays.clear();
        return taken;
    }

    /** Restarts the measurement of {@link #longestSilence}. */
    synchronized void forgetSilences() {
        silences.clear();
        lastNew = System.nanoTime();
    }

    /** The longest time without a new line, in nanoseconds, up to now. */
    synchronized long longestSilence() {
        long sinceLast = lastNew == 0 ? 0 : System.nanoTime() - lastNew;
        return silences.stream().reduce(sinceLast, Math::max);
    }

    /** The time of the last new line, in nanoseconds; 0 for never. */
    synchronized long lastReceived() {
        return lastNew;
    }

    /** The missing lines of the room's last epoch, counted once for each bot. */
    synchronized int missing() {
        return missing(position -> position.life() == firstReceived.lastKey());
    }

    /** The missing lines of the room's earlier epochs, counted once for each bot. */
    synchronized int missingBefore() {
        return missing(position -> position.life() != firstReceived.lastKey());
    }

    private int missing(Predicate<Position> epoch) {
        int missing = 0;
        for (NavigableSet<Position> received : receivedBy.values()) {
            Position first = received.first();
            for (Position position : texts.keySet()) {
                if (epoch.test(position) && position.compareTo(first) > 0 && !received.contains(position)) {
                    missing++;
                }
            }
        }
        return missing;
    }
}
