package dev.packetwright.generator.emit;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The names in Java of all members of a protocol, wherever they are. */
final class MemberNames {
    private MemberNames() {}

    static Set<String> of(Protocol protocol) {
        Set<String> names = new HashSet<>();
        Stream.concat(
                        protocol.packets().stream().map(PacketType::body),
                        protocol.structs().stream().map(RecordType::body))
                .forEach(body -> add(body, names));
        return names;
    }

    private static void add(Body body, Set<String> names) {
        for (Member member : body.members()) {
            names.add(member.name().java());
            if (member.type() instanceof ListType list && list.element() instanceof RecordType element) {
                add(element.body(), names);
            }
        }
    }
}
