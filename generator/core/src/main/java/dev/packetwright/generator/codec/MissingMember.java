package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A member that has no value and is not optional.
 *
 * @param path the path of the member, with the packet at its beginning
 * @param place the place of the member in the PDL
 */
public record MissingMember(String path, Place place) {
    /** Returns all missing members of a packet, in the order of the PDL. */
    public static List<MissingMember> of(PacketType packet, Value.Members values) {
        List<MissingMember> missing = new ArrayList<>();
        addOf(packet.name().pdl(), packet.body(), values, missing);
        return missing;
    }

    private static void addOf(String path, Body body, Value.Members values, List<MissingMember> missing) {
        for (Member member : body.members()) {
            String own = Ways.join(path, member.name().pdl());
            Optional<Value> value = Optional.ofNullable(
                            values.values().get(member.name().pdl()))
                    .filter(given -> given != Value.Absent.ABSENT);
            if (value.isPresent()) {
                addOf(own, member.type(), value.get(), missing);
            } else if (!member.traits().isOptional()) {
                missing.add(new MissingMember(own, member.name().place()));
            }
        }
    }

    private static void addOf(String path, MemberType type, Value value, List<MissingMember> missing) {
        if (type instanceof RecordType record && value instanceof Value.Members members) {
            addOf(path, record.body(), members, missing);
        } else if (type instanceof ListType list && value instanceof Value.Elements all) {
            for (int i = 0; i < all.elements().size(); i++) {
                addOf(path + Ways.join(i, ""), list.element(), all.elements().get(i), missing);
            }
        }
    }
}
