package dev.packetwright.generator.target.layout;

import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.Bounds;
import dev.packetwright.generator.model.Traits;
import java.util.OptionalInt;

/**
 * The encoding of a member or of an element.
 *
 * @param traits the bounds of a number
 */
record EncodingDocument(Traits traits) implements Encoding.Visitor<JsonObject> {
    static JsonObject of(Encoding encoding, Traits traits) {
        return encoding.accept(new EncodingDocument(traits));
    }

    @Override
    public JsonObject scalar(Encoding.Scalar scalar) {
        JsonObject object = kind("scalar", scalar).put("type", scalar.type().pdlName());
        if (scalar.range().isPresent()) {
            Bounds.of(scalar.type(), traits)
                    .range()
                    .ifPresent(range -> object.put("min", JsonNumbers.of(scalar.type(), range.min()))
                            .put("max", JsonNumbers.of(scalar.type(), range.max())));
        }
        return object;
    }

    @Override
    public JsonObject enumeration(Encoding.Enumeration enumeration) {
        return kind("enum", enumeration).put("enum", enumeration.type().name().pdl());
    }

    @Override
    public JsonObject fixedStruct(Encoding.FixedStruct struct) {
        return struct(struct, struct.layout()).put("inPlace", true);
    }

    @Override
    public JsonObject text(Encoding.Text text) {
        return bounded(kind("text", text).put("encoding", text.type().encoding()), text.maxLength());
    }

    @Override
    public JsonObject blob(Encoding.Blob blob) {
        return bounded(kind("bytes", blob), blob.maxLength());
    }

    @Override
    public JsonObject scalarList(Encoding.ScalarList list) {
        return list(list);
    }

    @Override
    public JsonObject elementList(Encoding.ElementList list) {
        return list(list);
    }

    @Override
    public JsonObject emptyList(Encoding.EmptyList list) {
        return list(list);
    }

    @Override
    public JsonObject struct(Encoding.Struct struct) {
        return struct(struct, struct.layout()).put("inPlace", false);
    }

    private static JsonObject list(Encoding.Counted list) {
        return bounded(kind("list", list).put("element", of(list.element(), Traits.NONE)), list.maxLength());
    }

    /** A struct by its name; the members of an element, which has no name of its own, right here. */
    private static JsonObject struct(Encoding encoding, RecordLayout layout) {
        return layout.type().isStruct()
                ? kind("struct", encoding).put("struct", layout.type().name().pdl())
                : kind("element", encoding).putAll(BodyDocument.of(layout.body(), 0));
    }

    private static JsonObject kind(String kind, Encoding encoding) {
        JsonObject object = new JsonObject().put("kind", kind);
        encoding.fixedSize()
                .ifPresentOrElse(size -> object.put("size", size), () -> object.put("minSize", encoding.minSize()));
        return object;
    }

    private static JsonObject bounded(JsonObject object, OptionalInt maxLength) {
        maxLength.ifPresent(most -> object.put("maxLength", most));
        return object;
    }
}
