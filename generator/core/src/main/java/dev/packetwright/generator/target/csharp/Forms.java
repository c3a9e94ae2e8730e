package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.Bounds;
import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.Traits;
import java.util.Optional;

/**
 * The forms of all encodings.
 *
 * @param names the names of the protocol
 * @param owner the class with the member, which has the classes of elements
 * @param traits the bounds of a number
 */
record Forms(CSharpNames names, ClassNames owner, Traits traits) implements Encoding.Visitor<Form> {
    private Form element(Encoding element) {
        return element.accept(new Forms(names, owner, Traits.NONE));
    }

    @Override
    public Form scalar(Encoding.Scalar scalar) {
        Optional<Range> range =
                scalar.range().isPresent() ? Bounds.of(scalar.type(), traits).range() : Optional.empty();
        return new ScalarForm(scalar.type(), range, scalar.defaultNumber());
    }

    @Override
    public Form enumeration(Encoding.Enumeration enumeration) {
        return new EnumForm(
                enumeration.type(), names.reference(enumeration.type().name()));
    }

    @Override
    public Form fixedStruct(Encoding.FixedStruct struct) {
        return new FixedObjectForm(type(struct.layout()), struct.block(), TakenBlock.path(struct));
    }

    @Override
    public Form struct(Encoding.Struct struct) {
        return new ObjectForm(type(struct.layout()));
    }

    private String type(RecordLayout layout) {
        return layout.type().isStruct()
                ? names.reference(layout.type().name())
                : Identifiers.escaped(owner.element(layout.type()).name());
    }

    @Override
    public Form text(Encoding.Text text) {
        return new TextForm(text.type(), text.maxLength());
    }

    @Override
    public Form blob(Encoding.Blob blob) {
        return new BytesForm(blob.maxLength(), names.system("Array"));
    }

    @Override
    public Form scalarList(Encoding.ScalarList list) {
        return list(list);
    }

    @Override
    public Form elementList(Encoding.ElementList list) {
        return list(list);
    }

    private Form list(Encoding.Counted list) {
        return new ListForm(list, element(list.element()), names.system("List"));
    }

    @Override
    public Form emptyList(Encoding.EmptyList list) {
        return new CountForm(list.maxLength());
    }
}
