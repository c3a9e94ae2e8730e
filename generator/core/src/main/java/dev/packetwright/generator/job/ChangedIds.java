package dev.packetwright.generator.job;

import dev.packetwright.generator.lock.PastPacket;
import dev.packetwright.generator.model.PacketType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The packets that have another id than in the last run. */
public record ChangedIds(List<Change> changes) {
    private static final int SHOWN = 5;

    public ChangedIds {
        changes = List.copyOf(changes);
    }

    /**
     * A packet with another id.
     *
     * @param before the id in the last run
     * @param now the id in this run
     */
    public record Change(String packet, int before, int now) {
        @Override
        public String toString() {
            return packet + " (" + before + ", now " + now + ")";
        }
    }

    /** Compares packets with those of the last run. */
    static ChangedIds between(List<PastPacket> past, List<PacketType> packets) {
        Map<String, PastPacket> before =
                past.stream().collect(Collectors.toMap(PastPacket::name, Function.identity(), (one, other) -> one));
        return new ChangedIds(packets.stream()
                .flatMap(packet -> Optional.ofNullable(before.get(packet.name().pdl()))
                        .filter(it -> it.id() != packet.id())
                        .map(it -> new Change(it.name(), it.id(), packet.id()))
                        .stream())
                .toList());
    }

    /** Returns one sentence without a full stop for people; empty if no id has changed. */
    public Optional<String> inWords() {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        String shown = changes.stream().limit(SHOWN).map(Change::toString).collect(Collectors.joining(", "));
        String rest = changes.size() > SHOWN ? " and " + (changes.size() - SHOWN) + " more" : "";
        return Optional.of("packets have another id than in the last run: " + shown + rest
                + "; peers in use misread them until you give the earlier ids back, in the PDL or in a lock");
    }
}
