package dev.packetwright.generator.lock;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A packet that is probably in the lock under an earlier name: it is the only new packet, and exactly one packet of the
 * lock has vanished.
 *
 * <p>The packets of the last run make this more precise: then only a packet that vanished since that run, and had the
 * same members, can be the one that was renamed.
 *
 * @param packet the new packet
 * @param before the earlier name
 */
record RenamedPacket(PacketType packet, String before) {
    /**
     * Looks for a renamed packet.
     *
     * @param files the PDL files; a packet whose id is in the PDL has chosen its id
     * @param past the packets of the last run; none if it is unknown
     */
    static Optional<RenamedPacket> find(
            Protocol protocol, IdLock lock, Collection<PdlFile> files, List<PastPacket> past) {
        List<PacketType> added = protocol.packets().stream()
                .filter(packet -> lock.idOf(packet.name().pdl()).isEmpty())
                .toList();
        if (added.size() != 1
                || namesWithIds(files).contains(added.get(0).name().pdl())) {
            return Optional.empty();
        }
        PacketType packet = added.get(0);
        Set<String> present =
                protocol.packets().stream().map(it -> it.name().pdl()).collect(Collectors.toSet());
        List<String> vanished = lock.namesInUse().stream()
                .filter(name -> !present.contains(name))
                .filter(name -> past.isEmpty() || hadShape(name, packet.shape(), past))
                .toList();
        return vanished.size() == 1 ? Optional.of(new RenamedPacket(packet, vanished.get(0))) : Optional.empty();
    }

    private static boolean hadShape(String name, String shape, List<PastPacket> past) {
        return past.stream().anyMatch(it -> it.name().equals(name) && it.shape().equals(shape));
    }

    private static Set<String> namesWithIds(Collection<PdlFile> files) {
        return files.stream()
                .flatMap(file -> file.packets().stream())
                .filter(packet -> packet.attributes().get("id").isPresent())
                .flatMap(packet -> packet.attributes().get("name").stream())
                .map(Attribute::value)
                .collect(Collectors.toSet());
    }

    /** Reports that the author has to decide, with both lines that the author can choose. */
    void report(IdLock lock, String lockName, Diagnostics diagnostics) {
        String name = packet.name().pdl();
        String id = lock.idOf(before).map(String::valueOf).orElse("");
        Diagnostic diagnostic = new Diagnostic(
                DiagnosticCode.LOCK_DISAGREES,
                packet.name().place(),
                "'" + name + "' is not in " + lockName + ", and '" + before + "' there has no packet any more",
                List.of(),
                "if '" + name + "' is '" + before + "' under a new name, change that line to '" + id + " " + name
                        + "', and the packet keeps its id; if '" + before + "' was removed, change the line to '" + id
                        + " " + before + " " + IdLock.REMOVED + "'");
        diagnostics.report(lock.placeOf(before)
                .map(place -> diagnostic.withNote(place, "the line of '" + before + "'"))
                .orElse(diagnostic));
    }
}
