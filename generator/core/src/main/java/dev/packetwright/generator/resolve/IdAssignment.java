package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.source.Place;
import java.util.OptionalInt;

/**
 * Gives packets their ids: the one that a packet names, or else one more than the packet before it. A file may say where
 * its packets begin; the first begins at 1 otherwise.
 */
final class IdAssignment {
    static final int MAX_ID = 65_535;

    private final AttributeReader reader;
    private final Diagnostics diagnostics;
    private int next = 1;

    IdAssignment(AttributeReader reader, Diagnostics diagnostics) {
        this.reader = reader;
        this.diagnostics = diagnostics;
    }

    void begin(PdlFile file) {
        next = reader.integer(file.attributes(), "firstId", 0, MAX_ID).orElse(next);
    }

    int idOf(PdlFile.Packet packet) {
        OptionalInt given = reader.integer(packet.attributes(), "id", 0, MAX_ID);
        int id = given.orElse(next);
        if (id > MAX_ID) {
            reportNoneLeft(packet.tag().place());
        }
        next = id + 1;
        return id;
    }

    private void reportNoneLeft(Place place) {
        diagnostics.report(
                DiagnosticCode.TOO_MANY_PACKETS,
                place,
                "no id is left for this packet: the greatest is " + MAX_ID,
                "give it an id=\"...\" that no other packet has");
    }
}
