package dev.packetwright.generator.layout;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.BytesType;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;

/** Lays out a protocol; each struct once. */
final class LayoutBuilder {
    private final IdentityHashMap<RecordType, RecordLayout> records = new IdentityHashMap<>();

    ProtocolLayout protocol(Protocol protocol) {
        return new ProtocolLayout(
                protocol,
                protocol.packets().stream()
                        .map(packet -> new PacketLayout(packet, body(packet.body())))
                        .toList(),
                protocol.structs().stream().map(this::record).toList());
    }

    private RecordLayout record(RecordType type) {
        RecordLayout known = records.get(type);
        if (known != null) {
            return known;
        }
        RecordLayout layout = new RecordLayout(type, body(type.body()));
        records.put(type, layout);
        return layout;
    }

    private BodyLayout body(Body body) {
        List<MemberLayout> members = body.members().stream().map(this::member).toList();
        return new BodyLayout(body, members, StepBuilder.steps(members), StepBuilder.whole(members));
    }

    private MemberLayout member(Member member) {
        Traits traits = member.traits();
        return new MemberLayout(
                member, encoding(member.type(), traits), new Presence(traits.isOptional(), traits.since()));
    }

    private Encoding encoding(MemberType type, Traits traits) {
        return type.accept(new MemberType.Visitor<>() {
            @Override
            public Encoding scalar(ScalarType type) {
                return LayoutBuilder.scalar(type, traits);
            }

            @Override
            public Encoding string(StringType type) {
                return new Encoding.Text(type, traits.maxLength());
            }

            @Override
            public Encoding bytes(BytesType type) {
                return new Encoding.Blob(type.minSize(), traits.maxLength());
            }

            @Override
            public Encoding enumeration(EnumType type) {
                return new Encoding.Enumeration(type);
            }

            @Override
            public Encoding record(RecordType type) {
                return struct(type);
            }

            @Override
            public Encoding list(ListType type) {
                return LayoutBuilder.this.list(type.element(), traits.maxLength());
            }
        });
    }

    private static Encoding.Scalar scalar(ScalarType type, Traits traits) {
        return new Encoding.Scalar(type, traits.range(), traits.defaultNumber());
    }

    private Encoding struct(RecordType type) {
        RecordLayout layout = record(type);
        return layout.body()
                .inPlace()
                .<Encoding>map(block -> new Encoding.FixedStruct(layout, block))
                .orElseGet(() -> new Encoding.Struct(layout));
    }

    private Encoding list(MemberType element, OptionalInt maxLength) {
        return element.accept(new MemberType.Visitor<>() {
            @Override
            public Encoding scalar(ScalarType type) {
                return new Encoding.ScalarList(LayoutBuilder.scalar(type, Traits.NONE), maxLength);
            }

            @Override
            public Encoding string(StringType type) {
                return elements(type);
            }

            @Override
            public Encoding bytes(BytesType type) {
                return elements(type);
            }

            @Override
            public Encoding enumeration(EnumType type) {
                return elements(type);
            }

            @Override
            public Encoding record(RecordType type) {
                return type.hasNoBytes()
                        ? new Encoding.EmptyList(new Encoding.Struct(LayoutBuilder.this.record(type)), maxLength)
                        : elements(type);
            }

            @Override
            public Encoding list(ListType type) {
                return elements(type);
            }

            private Encoding elements(MemberType type) {
                return new Encoding.ElementList(encoding(type, Traits.NONE), maxLength);
            }
        });
    }
}
