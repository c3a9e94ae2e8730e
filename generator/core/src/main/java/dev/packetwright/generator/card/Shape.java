package dev.packetwright.generator.card;

import dev.packetwright.generator.html.Html;
import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.WireFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bytes of a member in words.
 *
 * @param type the name of the type
 * @param parts the parts of the value in the order of the wire
 * @param elements the members of a list's elements, if the list declares them itself
 */
record Shape(Html type, List<Part> parts, Optional<RecordLayout> elements) {
    /**
     * Some bytes in a row.
     *
     * @param name what they hold
     * @param size their number as a formula, {@code n × 4}
     * @param minSize their number in the smallest value
     * @param varies whether packets differ in their number
     */
    record Part(String name, String size, int minSize, boolean varies) {
        Part varying() {
            return new Part(name, size, minSize, true);
        }
    }

    static Shape of(MemberLayout member, Look look) {
        Shape shape = member.encoding().accept(new ByEncoding(look));
        Part flag = fixed("present", WireFormat.PRESENCE_SIZE);
        return member.presence().isOptional()
                ? new Shape(
                        shape.type,
                        Stream.concat(Stream.of(flag), shape.parts.stream().map(Part::varying))
                                .toList(),
                        shape.elements)
                : shape;
    }

    /** The size as a formula. */
    String size() {
        return parts.stream().map(Part::size).collect(Collectors.joining(" + "));
    }

    static Part fixed(String name, int size) {
        return new Part(name, String.valueOf(size), size, false);
    }

    /** The shape of a value without its presence flag. */
    private record ByEncoding(Look look) implements Encoding.Visitor<Shape> {
        @Override
        public Shape scalar(Encoding.Scalar scalar) {
            String name = scalar.type().pdlName();
            return value(scalar, name, Html.of("span").text(name));
        }

        @Override
        public Shape enumeration(Encoding.Enumeration enumeration) {
            return declared(enumeration, enumeration.type().name());
        }

        @Override
        public Shape fixedStruct(Encoding.FixedStruct struct) {
            return struct(struct, struct.layout());
        }

        @Override
        public Shape struct(Encoding.Struct struct) {
            return struct(struct, struct.layout());
        }

        private Shape struct(Encoding encoding, RecordLayout layout) {
            return layout.type().isStruct()
                    ? declared(encoding, layout.type().name())
                    : new Shape(Html.of("span").text("elements"), parts(encoding, "element"), Optional.of(layout));
        }

        private Shape declared(Encoding encoding, Name type) {
            return value(encoding, type.pdl(), look.typeName(type.pdl()));
        }

        private static Shape value(Encoding encoding, String name, Html type) {
            return new Shape(type, parts(encoding, name), Optional.empty());
        }

        private static List<Part> parts(Encoding encoding, String name) {
            return List.of(new Part(name, size(encoding), encoding.minSize(), varies(encoding)));
        }

        @Override
        public Shape text(Encoding.Text text) {
            return counted(Html.of("span").text("string"), "length", text.type().encoding(), "n");
        }

        @Override
        public Shape blob(Encoding.Blob blob) {
            return counted(Html.of("span").text("bytes"), "length", "bytes", "n");
        }

        @Override
        public Shape scalarList(Encoding.ScalarList list) {
            return list(list);
        }

        @Override
        public Shape elementList(Encoding.ElementList list) {
            return list(list);
        }

        @Override
        public Shape emptyList(Encoding.EmptyList list) {
            return list(list);
        }

        private Shape list(Encoding.Counted list) {
            Shape element = list.element().accept(this);
            Html type = Html.of("span").text("list of ").add(element.type);
            String name = element.parts.get(element.parts.size() - 1).name();
            Shape shape = counted(type, "count", name, "n × " + size(list.element()));
            return new Shape(shape.type, shape.parts, element.elements);
        }

        private static Shape counted(Html type, String count, String content, String size) {
            List<Part> parts = List.of(fixed(count, WireFormat.COUNT_SIZE), new Part(content, size, 0, true));
            return new Shape(type, parts, Optional.empty());
        }

        private static String size(Encoding encoding) {
            return encoding.minSize() + (varies(encoding) ? "+" : "");
        }

        private static boolean varies(Encoding encoding) {
            return encoding.fixedSize().isEmpty();
        }
    }
}
