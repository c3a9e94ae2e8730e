package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.runtime.packet.Bytes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values as the words that {@code Driver.cs} reads and writes. */
final class Words {
    private final List<String> words = new ArrayList<>();

    private Words() {}

    static String of(Body body, ValueTree values) {
        Words words = new Words();
        words.members(body, values);
        return String.join(" ", words.words);
    }

    private void members(Body body, ValueTree values) {
        for (int i = 0; i < body.members().size(); i++) {
            Member member = body.members().get(i);
            Object value = values.members().get(i);
            if (value instanceof Optional<?> optional) {
                optional.ifPresentOrElse(present -> value(member.type(), present), () -> words.add("null"));
            } else {
                value(member.type(), value);
            }
        }
    }

    private void value(MemberType type, Object value) {
        if (type instanceof ListType list) {
            List<?> elements = ((ValueTree.Elements) value).elements();
            words.add(String.valueOf(elements.size()));
            if (!list.element().hasNoBytes()) {
                elements.forEach(element -> value(list.element(), element));
            }
        } else if (type instanceof RecordType record) {
            words.add("o");
            members(record.body(), (ValueTree) value);
        } else if (type instanceof EnumType) {
            words.add(String.valueOf(((EnumType.Value) value).value()));
        } else if (value instanceof String text) {
            StringBuilder units = new StringBuilder("s");
            text.chars().forEach(unit -> units.append(String.format(Locale.ROOT, "%04x", unit)));
            words.add(units.toString());
        } else if (value instanceof Bytes bytes) {
            words.add("b" + HexFormat.of().formatHex(bytes.toArray()));
        } else {
            words.add(scalar((ScalarType) type, value));
        }
    }

    private static String scalar(ScalarType type, Object value) {
        return switch (type) {
            case BOOL -> (boolean) value ? "1" : "0";
            case FLOAT -> String.format(Locale.ROOT, "%08x", Float.floatToRawIntBits((float) value));
            case DOUBLE -> String.format(Locale.ROOT, "%016x", Double.doubleToRawLongBits((double) value));
            case ULONG -> Long.toUnsignedString((long) value);
            default -> String.valueOf(value);
        };
    }
}
