package dev.packetwright.examples.chatcluster.bots;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The silences of rooms in each fault, in milliseconds. */
final class Findings {
    private static final int CONCERNED_MILLIS = 1000;

    private final Map<Fault, List<Integer>> silences = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> times = new EnumMap<>(Fault.class);

    /** Adds an occurrence of a fault, with the longest silence of each room. */
    void add(Fault fault, List<Integer> ofRooms) {
        silences.computeIfAbsent(fault, key -> new ArrayList<>()).addAll(ofRooms);
        times.merge(fault, 1, Integer::sum);
    }

    /** Writes a table and a chart. */
    void write(Path folder) throws IOException {
        silences.values().forEach(millis -> millis.sort(null));
        Files.writeString(folder.resolve("faults.md"), table());
        Files.writeString(folder.resolve("silence.svg"), SilenceChart.svg(silences));
    }

    private String table() {
        var table = new StringBuilder("""
                | fault | times | rooms | over 1 s | their median | median of all | longest |
                |---|---|---|---|---|---|---|
                """);
        silences.forEach((fault, millis) -> {
            List<Integer> concerned =
                    millis.stream().filter(one -> one > CONCERNED_MILLIS).toList();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %s | %d | %d |%n",
                    fault.label(),
                    times.get(fault),
                    millis.size(),
                    concerned.size(),
                    concerned.isEmpty() ? "" : "" + median(concerned),
                    median(millis),
                    millis.get(millis.size() - 1)));
        });
        return table.toString();
    }

    private static int median(List<Integer> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
