package dev.packetwright.generator.target.layout;

import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.model.ScalarType;
import java.util.List;

/** The value that a reader takes for a missing member. The default of a struct follows from its members. */
final class DefaultDocument implements Encoding.Visitor<JsonObject> {
    private static final String KEY = "default";

    private DefaultDocument() {}

    /** The key with the value; no key for a struct, and for an optional member, which is then absent. */
    static JsonObject of(MemberLayout member) {
        return member.presence().isOptional()
                ? new JsonObject()
                : member.encoding().accept(new DefaultDocument());
    }

    @Override
    public JsonObject scalar(Encoding.Scalar scalar) {
        return scalar.type() == ScalarType.BOOL
                ? new JsonObject().put(KEY, scalar.defaultNumber().signum() != 0)
                : new JsonObject().put(KEY, JsonNumbers.of(scalar.type(), scalar.defaultNumber()));
    }

    @Override
    public JsonObject enumeration(Encoding.Enumeration enumeration) {
        return new JsonObject().put(KEY, enumeration.defaultValue().name().pdl());
    }

    @Override
    public JsonObject fixedStruct(Encoding.FixedStruct struct) {
        return new JsonObject();
    }

    @Override
    public JsonObject text(Encoding.Text text) {
        return new JsonObject().put(KEY, "");
    }

    @Override
    public JsonObject blob(Encoding.Blob blob) {
        return new JsonObject().put(KEY, "");
    }

    @Override
    public JsonObject scalarList(Encoding.ScalarList list) {
        return emptyList();
    }

    @Override
    public JsonObject elementList(Encoding.ElementList list) {
        return emptyList();
    }

    @Override
    public JsonObject emptyList(Encoding.EmptyList list) {
        return emptyList();
    }

    @Override
    public JsonObject struct(Encoding.Struct struct) {
        return new JsonObject();
    }

    private static JsonObject emptyList() {
        return new JsonObject().put(KEY, List.of());
    }
}
