package dev.packetwright.generator.lock;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.WireFormat;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of all packets that a protocol has ever had. A packet keeps its id when other packets are inserted, moved or
 * removed, and the id of a removed packet is never reused.
 *
 * <p>In a file, each packet has one line, {@code 7 C_Login}, in the order of the ids. If two branches each add a
 * packet, their lines conflict, and a person decides which packet keeps the id. The line {@code 7 C_Login removed} says
 * that the packet was removed and not renamed. Immutable.
 */
public final class IdLock {
    /** A lock without packets. */
    public static final IdLock EMPTY = new IdLock(new TreeMap<>(), Map.of(), Map.of(), Set.of());

    /** The word after the name of a packet that was removed. */
    static final String REMOVED = "removed";

    /** The beginning of every lock file. */
    public static final String HEADER = """
            # The ids of the packets, once given, never change: keep this file in version control.
            # Written by Packetwright. A packet that is gone keeps its line, so that nobody gets its id.
            """;

    private static final Pattern LINE = Pattern.compile("([0-9]{1,5})[ \t]+(\\S+)([ \t]+" + REMOVED + ")?");

    /** The lines that git and other tools put around the two sides of a merge conflict, and between them. */
    private static final Pattern CONFLICT_MARKER =
            Pattern.compile("^(?:<{7,}|\\|{7,}|={7,}|>{7,})(?: [^\r\n]*)?$", Pattern.MULTILINE);

    private final NavigableMap<Integer, String> names;
    private final Map<String, Integer> ids;
    private final Map<String, Place> places;
    private final Set<String> removed;

    private IdLock(
            NavigableMap<Integer, String> names,
            Map<String, Integer> ids,
            Map<String, Place> places,
            Set<String> removed) {
        this.names = names;
        this.ids = ids;
        this.places = places;
        this.removed = removed;
    }

    /** Parses the text of a lock file and reports its errors. In a merge conflict, all others follow from it. */
    public static IdLock parse(SourceText source, Diagnostics diagnostics) {
        return parseLines(source, reportConflict(source, diagnostics) ? new Diagnostics() : diagnostics);
    }

    private static boolean reportConflict(SourceText source, Diagnostics diagnostics) {
        Matcher marker = CONFLICT_MARKER.matcher(source.text());
        boolean isConflict = marker.find();
        if (isConflict) {
            diagnostics.report(
                    DiagnosticCode.INVALID_LOCK,
                    source.place(marker.start(), marker.end()),
                    "this is a merge conflict that is not resolved",
                    "remove the markers and keep the lines of both sides; if they give one id to two packets, give the"
                            + " newer packet the next id after all others");
        }
        return isConflict;
    }

    private static IdLock parseLines(SourceText source, Diagnostics diagnostics) {
        NavigableMap<Integer, String> names = new TreeMap<>();
        Map<String, Integer> ids = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        Set<String> removed = new HashSet<>();
        Map<Object, Place> seen = new HashMap<>();
        int start = 0;
        for (String line : source.text().split("\n", -1)) {
            Place place = source.place(start, start + line.stripTrailing().length());
            start += line.length() + 1;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher entry = LINE.matcher(line.strip());
            if (!entry.matches() || Integer.parseInt(entry.group(1)) > WireFormat.MAX_ID) {
                diagnostics.report(
                        DiagnosticCode.INVALID_LOCK, place, "this is not an id and a name", "write: 7 C_Login");
                continue;
            }
            int id = Integer.parseInt(entry.group(1));
            String name = entry.group(2);
            Place twice = Optional.ofNullable(seen.put(id, place)).orElse(seen.put(name, place));
            if (twice != null) {
                reportTwice(place, twice, diagnostics);
            } else {
                names.put(id, name);
                ids.put(name, id);
                places.put(name, place);
                if (entry.group(3) != null) {
                    removed.add(name);
                }
            }
        }
        return new IdLock(names, ids, places, removed);
    }

    private static void reportTwice(Place place, Place first, Diagnostics diagnostics) {
        diagnostics.report(new Diagnostic(
                        DiagnosticCode.INVALID_LOCK,
                        place,
                        "an id or a packet appears twice",
                        List.of(),
                        "give the packet that no peer in use knows yet a new id after all others")
                .withNote(first, "the first one is here"));
    }

    /** Returns the id of a packet, if the lock has it. */
    public Optional<Integer> idOf(String packet) {
        return Optional.ofNullable(ids.get(packet));
    }

    /** Returns the packet with an id, if the lock has it. The packet may have been removed from the protocol. */
    public Optional<String> packetOf(int id) {
        return Optional.ofNullable(names.get(id));
    }

    /** Returns the names of all packets but those whose line says that they were removed, in the order of their ids. */
    List<String> namesInUse() {
        return names.values().stream().filter(name -> !removed.contains(name)).toList();
    }

    /** Returns the place of a packet's line, if the packet was read from a file. */
    Optional<Place> placeOf(String packet) {
        return Optional.ofNullable(places.get(packet));
    }

    /** Returns whether the lock has no packets. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Returns the greatest id. The lock must not be empty. */
    public int lastId() {
        return names.lastKey();
    }

    /** Returns this lock extended by more packets. */
    public IdLock with(Collection<Map.Entry<String, Integer>> packets) {
        NavigableMap<Integer, String> allNames = new TreeMap<>(names);
        Map<String, Integer> allIds = new HashMap<>(ids);
        Set<String> stillRemoved = new HashSet<>(removed);
        packets.forEach(packet -> {
            allNames.put(packet.getValue(), packet.getKey());
            allIds.put(packet.getKey(), packet.getValue());
            stillRemoved.remove(packet.getKey());
        });
        return new IdLock(allNames, allIds, places, stillRemoved);
    }

    /** Returns the line with the id of a packet and a name. The lock must have the packet. */
    String lineOf(String packet, String name) {
        return line(idOf(packet).orElseThrow(), name);
    }

    /** Returns the line of a packet. */
    static String line(int id, String name) {
        return id + " " + name;
    }

    /** Returns the text of the file. */
    public String text() {
        StringBuilder text = new StringBuilder(HEADER);
        names.forEach((id, name) -> text.append(line(id, name))
                .append(removed.contains(name) ? " " + REMOVED : "")
                .append('\n'));
        return text.toString();
    }
}
