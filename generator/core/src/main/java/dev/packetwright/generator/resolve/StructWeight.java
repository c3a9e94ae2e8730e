package dev.packetwright.generator.resolve;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
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
        return type.accept(new MemberType.Visitor<>() {
            @Override
            public Integer scalar(ScalarType type) {
                return 0;
            }

            @Override
            public Integer string(StringType type) {
                return 0;
            }

            @Override
            public Integer bytes(BytesType type) {
                return 0;
            }

            @Override
            public Integer enumeration(EnumType type) {
                return 0;
            }

            @Override
            public Integer record(RecordType type) {
                return type.isStruct()
                        ? weights.getOrDefault(type.name().pdl(), 0)
                        : Integer.valueOf(of(type.body(), weights));
            }

            @Override
            public Integer list(ListType type) {
                return type.element().accept(this);
            }
        });
    }
}
