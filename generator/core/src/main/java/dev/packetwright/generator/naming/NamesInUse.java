package dev.packetwright.generator.naming;

import java.util.Set;

/**
 * The names that a protocol gives, as they stand in the PDL.
 *
 * @param topLevel packets, structs and enums
 * @param lists lists
 * @param members all other members
 */
public record NamesInUse(Set<String> topLevel, Set<String> lists, Set<String> members) {
    public NamesInUse {
        topLevel = Set.copyOf(topLevel);
        lists = Set.copyOf(lists);
        members = Set.copyOf(members);
    }
}
