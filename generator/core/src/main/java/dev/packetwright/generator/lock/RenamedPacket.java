package dev.packetwright.generator.lock;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.Diagnostic.Note;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.PacketType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A new packet that may be in the lock under an earlier name.
 *
 * @param packet the new packet
 * @param earlier the names that it may have had, in the order of their ids; at least one
 */
record RenamedPacket(PacketType packet, List<String> earlier) {
    /** The maximum number of earlier names in a message. */
    private static final int SHOWN = 5;

    RenamedPacket {
        earlier = List.copyOf(earlier);
    }

    /** Reports that the author has to decide, with the lines that the author can choose. */
    void report(IdLock lock, String lockName, Diagnostics diagnostics) {
        diagnostics.report(new Diagnostic(
                DiagnosticCode.LOCK_DISAGREES,
                packet.name().place(),
                "'" + name() + "' is not in " + lockName + "; it may be a new name of " + earlierInWords(),
                notes(lock),
                earlier.size() == 1 ? helpForOne(lock) : helpForSeveral(lock)));
    }

    private String name() {
        return packet.name().pdl();
    }

    private Stream<String> shown() {
        return earlier.stream().limit(SHOWN);
    }

    private String earlierInWords() {
        if (earlier.size() == 1) {
            return "'" + earlier.get(0) + "', which is no longer in the PDL";
        }
        String names = shown().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String rest = earlier.size() > SHOWN ? " and " + (earlier.size() - SHOWN) + " more" : "";
        return "a packet that is no longer in the PDL: " + names + rest;
    }

    private List<Note> notes(IdLock lock) {
        return shown().flatMap(
                        name -> lock.placeOf(name).map(place -> new Note(place, "the line of '" + name + "'")).stream())
                .toList();
    }

    private String helpForOne(IdLock lock) {
        String before = earlier.get(0);
        return "if '" + name() + "' is '" + before + "' under a new name, change the line " + renaming(lock, before)
                + ", and the packet keeps its id; if '" + before + "' was removed, change the line to "
                + removal(lock, before);
    }

    private String helpForSeveral(IdLock lock) {
        return "if '" + name() + "' is one of them under a new name, change the line "
                + lines(before -> renaming(lock, before), " or ")
                + ", and the packet keeps its id; if not, mark the packets that were removed: "
                + lines(before -> removal(lock, before), ", ");
    }

    private String lines(Function<String, String> line, String separator) {
        return shown().map(line).collect(Collectors.joining(separator)) + (earlier.size() > SHOWN ? " and so on" : "");
    }

    private String renaming(IdLock lock, String before) {
        return "'" + lock.lineOf(before, before) + "' to '" + lock.lineOf(before, name()) + "'";
    }

    private static String removal(IdLock lock, String before) {
        return "'" + lock.lineOf(before, before) + " " + IdLock.REMOVED + "'";
    }
}
