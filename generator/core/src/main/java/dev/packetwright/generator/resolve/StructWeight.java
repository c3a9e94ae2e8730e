package dev.packetwright.generator.resolve;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import java.util.Map;

/**
 * The total number of values in a struct. A few structs that each contain the previous one twice would soon be too much
 * to write, read or compare. Such a struct is refused where it is used.
 */
final class StructWeight {
    /** The maximum weight, far more than a packet holds. */
    static final int MAX = 4_096;

    private StructWeight() {}

    /** Counts the values of a body with the weights of the structs by name. A weight above the limit stays above it. */
    static int of(Body body, Map<String, Integer> weights) {
        int weight = 0;
        for (Member member : body.members()) {
            weight = Math.min(MAX + 1, weight + 1 + of(member.type(), weights));
        }
        return weight;
    }

    private static int of(MemberType type, Map<String, Integer> weights) {
        if (type instanceof ListType list) {
            return of(list.element(), weights);
        } else if (type instanceof RecordType record) {
            return record.isStruct() ? weights.getOrDefault(record.name().pdl(), 0) : of(record.body(), weights);
        }
        return 0;
    }
}
