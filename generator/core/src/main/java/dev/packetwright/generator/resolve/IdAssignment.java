package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.lock.IdLock;
import dev.packetwright.generator.model.WireFormat;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.source.Place;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The assignment of ids to packets: the id in the PDL, or the id in the lock, or else one more than the
 * previous packet's id. A file can set the id of its first packet; the default is 1.
 *
 * <p>With a lock, a new packet gets an id after all ids that the lock has ever had.
 */
final class IdAssignment {
    private final AttributeReader reader;
    private final IdLock lock;
    private final Diagnostics diagnostics;
    private int next;

    IdAssignment(AttributeReader reader, IdLock lock, Diagnostics diagnostics) {
        this.reader = reader;
        this.lock = lock;
        this.diagnostics = diagnostics;
        this.next = lock.isEmpty() ? 1 : lock.lastId() + 1;
    }

    void begin(PdlFile file) {
        OptionalInt firstId = reader.integer(file.attributes(), "firstId", 0, WireFormat.MAX_ID);
        if (lock.isEmpty()) {
            next = firstId.orElse(next);
        }
    }

    int idOf(PdlFile.Packet packet) {
        Optional<Attribute> name = packet.attributes().get("name");
        Optional<Integer> locked = name.map(Attribute::value).flatMap(lock::idOf);
        OptionalInt given = reader.integer(packet.attributes(), "id", 0, WireFormat.MAX_ID);
        if (given.isPresent()) {
            name.ifPresent(known -> checkLock(given.getAsInt(), locked, packet, known));
            next = lock.isEmpty() ? given.getAsInt() + 1 : Math.max(next, given.getAsInt() + 1);
            return given.getAsInt();
        }
        return locked.orElseGet(() -> takeNext(packet.tag().place()));
    }

    private int takeNext(Place place) {
        if (next > WireFormat.MAX_ID) {
            diagnostics.report(
                    DiagnosticCode.TOO_MANY_PACKETS,
                    place,
                    "no id is left for this packet: the greatest is " + WireFormat.MAX_ID,
                    "give it an id=\"...\" that no other packet has");
        }
        return next++;
    }

    private void checkLock(int given, Optional<Integer> locked, PdlFile.Packet packet, Attribute name) {
        Place place = packet.attributes().get("id").map(Attribute::place).orElse(name.place());
        Optional<String> owner = lock.packetOf(given).filter(other -> !other.equals(name.value()));
        if (locked.isPresent() && locked.get() != given) {
            reportLock(place, "'" + name.value() + "' has the id " + locked.get() + " in the lock, not " + given);
        } else if (owner.isPresent()) {
            reportLock(place, "the id " + given + " belongs to '" + owner.get() + "' in the lock");
        }
    }

    private void reportLock(Place place, String message) {
        diagnostics.report(
                DiagnosticCode.LOCK_DISAGREES,
                place,
                message,
                "remove the id here; the lock keeps the id that peers in use know");
    }
}
