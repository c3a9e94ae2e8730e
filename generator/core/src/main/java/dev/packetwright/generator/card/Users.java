package dev.packetwright.generator.card;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The packets and structs that use each struct and each enum, by their names. */
final class Users {
    private final Map<String, Set<String>> users = new HashMap<>();

    Users(Protocol protocol) {
        protocol.packets().forEach(packet -> add(packet.name(), packet.body()));
        protocol.structs().forEach(struct -> add(struct.name(), struct.body()));
    }

    Set<String> of(Name type) {
        return users.getOrDefault(type.pdl(), Set.of());
    }

    private void add(Name user, Body body) {
        used(body)
                .forEach(type -> users.computeIfAbsent(type.pdl(), key -> new LinkedHashSet<>())
                        .add(user.pdl()));
    }

    private static Stream<Name> used(Body body) {
        return body.members().stream().flatMap(member -> used(member.type()));
    }

    private static Stream<Name> used(MemberType type) {
        if (type instanceof ListType list) {
            return used(list.element());
        } else if (type instanceof RecordType record) {
            return record.isStruct() ? Stream.of(record.name()) : used(record.body());
        }
        return type instanceof EnumType enumeration ? Stream.of(enumeration.name()) : Stream.empty();
    }
}
