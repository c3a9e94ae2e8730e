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

/**
 * What all bots of one room have heard, and whether it is what the room promises: one order for everybody, one life at a
 * time, nothing lost. Safe for use by many threads.
 */
final class Ledger {
    private static final int MAX_COMPLAINTS = 10;

    private final String room;
    private final Map<Position, String> texts = new HashMap<>();
    private final NavigableMap<Long, Long> firstHeard = new TreeMap<>();
    private final Map<Integer, NavigableSet<Position>> heardBy = new HashMap<>();
    private final Map<String, Position> firstAt = new HashMap<>();
    private final List<Repeat> repeats = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();
    private final List<Long> silences = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private long lastNew;

    /** A line has come a second time. */
    private record Repeat(int speaker, String text, Position first, Position second) {}

    Ledger(String room) {
        this.room = room;
    }

    /** A bot has heard a line there. */
    synchronized void heard(int bot, Position position, Line line, String text) {
        long now = System.nanoTime();
        String before = texts.putIfAbsent(position, text);
        if (before == null) {
            isNew(position, line, text, now);
        } else if (!before.equals(text)) {
            complain("bot " + bot + " heard '" + text + "' at " + position + ", others '" + before + "'");
        }
        heardBy.computeIfAbsent(bot, key -> new TreeSet<>()).add(position);
    }

    private void isNew(Position position, Line line, String text, long now) {
        Position first = firstAt.putIfAbsent(text, position);
        if (first != null) {
            repeats.add(new Repeat(line.bot(), text, first, position));
        }
        firstHeard.putIfAbsent(position.life(), now);
        Map.Entry<Long, Long> later = firstHeard.higherEntry(position.life());
        if (later != null && line.saidAt() - later.getValue() > 0) {
            complain(
                    "life " + position.life() + " has taken what was said after life " + later.getKey() + " had begun");
        }
        delays.add(now - line.saidAt());
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
     * What was wrong. A line may be said again in another life where its speaker has not heard it in the one before: that
     * one has died before it could confirm the line.
     */
    synchronized List<String> complaints() {
        List<String> all = new ArrayList<>(complaints);
        for (Repeat repeat : repeats) {
            NavigableSet<Position> heard = heardBy.get(repeat.speaker);
            boolean wasConfirmed = heard != null && heard.contains(repeat.first);
            if (wasConfirmed || repeat.first.life() == repeat.second.life()) {
                all.add(room + ": '" + repeat.text + "' came twice, at " + repeat.first + " and " + repeat.second);
            }
        }
        return all;
    }

    /** How many lines the room has taken. */
    synchronized int size() {
        return texts.size();
    }

    synchronized int lives() {
        return firstHeard.size();
    }

    /** How long each line since the last call took from one bot to the first that has heard it, in nanoseconds. */
    synchronized List<Long> takeDelays() {
        List<Long> taken = List.copyOf(delays);
        delays.clear();
        return taken;
    }

    /** Begins a new measurement of {@link #longestSilence}. */
    synchronized void forgetSilences() {
        silences.clear();
        lastNew = System.nanoTime();
    }

    /** The longest time in which nothing new was heard, in nanoseconds, up to now. */
    synchronized long longestSilence() {
        long sinceLast = lastNew == 0 ? 0 : System.nanoTime() - lastNew;
        return silences.stream().reduce(sinceLast, Math::max);
    }

    /** When something new was heard last, in nanoseconds; 0 for never. */
    synchronized long lastHeard() {
        return lastNew;
    }

    /** How often a bot has missed a line of the room's last life, or of its other ones. */
    synchronized int missing(boolean inLastLife) {
        int missing = 0;
        for (NavigableSet<Position> heard : heardBy.values()) {
            Position first = heard.first();
            for (Position position : texts.keySet()) {
                boolean isOfLastLife = position.life() == firstHeard.lastKey();
                if (isOfLastLife == inLastLife && position.compareTo(first) > 0 && !heard.contains(position)) {
                    missing++;
                }
            }
        }
        return missing;
    }
}
