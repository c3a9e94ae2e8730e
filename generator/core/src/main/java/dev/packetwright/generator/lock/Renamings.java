package dev.packetwright.generator.lock;

import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Looks for new packets that may be in the lock under an earlier name: those that could be a vanished one, which has a
 * line in the lock but is no longer in the PDL.
 *
 * <p>The packets of the last run make this more precise: a vanished packet with the same members is the most probable
 * one, so that it is the only one to be named, and only for the new packets that have these members.
 */
final class Renamings {
    private final List<PacketType> added;
    private final List<String> vanished;
    private final List<PastPacket> past;

    private Renamings(List<PacketType> added, List<String> vanished, List<PastPacket> past) {
        this.added = added;
        this.vanished = vanished;
        this.past = past;
    }

    /**
     * Returns the new packets that may be renamed ones.
     *
     * @param files the PDL files; a packet whose id is in the PDL has chosen its id
     * @param past the packets of the last run; none if it is unknown
     */
    static List<RenamedPacket> find(Protocol protocol, IdLock lock, Collection<PdlFile> files, List<PastPacket> past) {
        Set<String> withIds = namesWithIds(files);
        List<PacketType> added = protocol.packets().stream()
                .filter(packet -> lock.idOf(packet.name().pdl()).isEmpty())
                .filter(packet -> !withIds.contains(packet.name().pdl()))
                .toList();
        Set<String> present =
                protocol.packets().stream().map(it -> it.name().pdl()).collect(Collectors.toSet());
        List<String> vanished = lock.namesInUse().stream()
                .filter(name -> !present.contains(name))
                .toList();
        return new Renamings(added, vanished, past).find();
    }

    private static Set<String> namesWithIds(Collection<PdlFile> files) {
        return files.stream()
                .flatMap(file -> file.packets().stream())
                .filter(packet -> packet.attributes().get("id").isPresent())
                .flatMap(packet -> packet.attributes().get("name").stream())
                .map(Attribute::value)
                .collect(Collectors.toSet());
    }

    private List<RenamedPacket> find() {
        List<RenamedPacket> found = new ArrayList<>(renamed(added, this::hadSameMembers));
        Set<PacketType> told = found.stream().map(RenamedPacket::packet).collect(Collectors.toSet());
        Set<String> named = new HashSet<>();
        found.forEach(it -> named.addAll(it.earlier()));
        List<PacketType> others =
                added.stream().filter(packet -> !told.contains(packet)).toList();
        found.addAll(renamed(others, (packet, name) -> !named.contains(name)));
        return found;
    }

    private List<RenamedPacket> renamed(List<PacketType> packets, BiPredicate<PacketType, String> mayHaveHadName) {
        return packets.stream()
                .map(packet -> new RenamedPacket(
                        packet,
                        vanished.stream()
                                .filter(name -> !goesTheOtherWay(packet, name))
                                .filter(name -> mayHaveHadName.test(packet, name))
                                .toList()))
                .filter(it -> !it.earlier().isEmpty())
                .toList();
    }

    private boolean hadSameMembers(PacketType packet, String name) {
        return past.stream().anyMatch(it -> it.name().equals(name) && it.shape().equals(packet.shape()));
    }

    /** A packet of one side does not become one of the other. A prefix says little if both names have it. */
    private static boolean goesTheOtherWay(PacketType packet, String name) {
        Direction before = Direction.byPrefix(name);
        Direction now = packet.direction();
        return before != Direction.BOTH
                && now != Direction.BOTH
                && before != now
                && before != Direction.byPrefix(packet.name().pdl());
    }
}
