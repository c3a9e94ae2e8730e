package dev.packetwright.generator.resolve;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import java.util.Map;

/**
 * The depth of a struct: the number of structs and lists with members that are nested in it, itself included. Generated
 * code, and those who read it, go one level deeper for each.
 */
final class StructDepth {
    /** The maximum depth, far more than a packet has. */
    static final int MAX = 100;

    private StructDepth() {}

    /** The depth of a struct with this body. The map has the depths of the structs in it, by name. */
    static int of(Body body, Map<String, Integer> depths) {
        return 1
                + body.members().stream()
                        .mapToInt(member -> of(member.type(), depths))
                        .max()
                        .orElse(0);
    }

    private static int of(MemberType type, Map<String, Integer> depths) {
        if (type instanceof ListType list) {
            return of(list.element(), depths);
        } else if (type instanceof RecordType record) {
            return record.isStruct() ? depths.getOrDefault(record.name().pdl(), 0) : of(record.body(), depths);
        }
        return 0;
    }
}
