package dev.packetwright.generator.target.java.name;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Protocol;
import java.util.HashSet;
import java.util.Set;

/**
 * The names in a protocol, as the PDL has them.
 *
 * @param topLevel the names of packets, structs and enums
 * @param lists the names of lists
 * @param members the names of all other members
 */
record NamesInUse(Set<String> topLevel, Set<String> lists, Set<String> members) {
    static NamesInUse of(Protocol protocol) {
        NamesInUse names = new NamesInUse(new HashSet<>(), new HashSet<>(), new HashSet<>());
        protocol.topLevelNames().forEach(name -> names.topLevel.add(name.pdl()));
        protocol.structs().forEach(struct -> names.add(struct.body()));
        protocol.packets().forEach(packet -> names.add(packet.body()));
        return names;
    }

    private void add(Body body) {
        for (Member member : body.members()) {
            (member.type() instanceof ListType ? lists : members)
                    .add(member.name().pdl());
            member.elementRecord().ifPresent(element -> add(element.body()));
        }
    }
}
