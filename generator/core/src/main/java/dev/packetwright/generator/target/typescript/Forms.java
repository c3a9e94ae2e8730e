package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.Bounds;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.Traits;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The forms of all encodings.
 *
 * @param module what all bodies of the module share
 * @param owner the names of the body with the member, which has the types of elements
 * @param traits the bounds of a number
 */
record Forms(ModuleParts module, BodyNames owner, Traits traits) implements Encoding.Visitor<Form> {
    /** Stands for the path of a list in the code that all lists of a type share. */
    private static final String MEMBER = "\0";

    @Override
    public ScalarForm scalar(Encoding.Scalar scalar) {
        Optional<Range> range =
                scalar.range().isPresent() ? Bounds.of(scalar.type(), traits).range() : Optional.empty();
        return scalar(scalar.type(), range, scalar.defaultNumber());
    }

    private ScalarForm scalar(ScalarType type, Optional<Range> range, BigDecimal defaultNumber) {
        return ScalarForm.of(type, range, defaultNumber, module.options().int64());
    }

    @Override
    public Form enumeration(Encoding.Enumeration enumeration) {
        return enumForm(module, enumeration.type());
    }

    @Override
    public Form fixedStruct(Encoding.FixedStruct struct) {
        String type = typeOf(struct.layout());
        return new InPlaceForm(
                struct, type, initial(struct.layout()), module.function("get", type), module.function("put", type));
    }

    @Override
    public Form struct(Encoding.Struct struct) {
        String type = typeOf(struct.layout());
        return new ObjectForm(
                type, initial(struct.layout()), module.function("read", type), module.function("write", type));
    }

    private BodyNames namesOf(RecordLayout layout) {
        return layout.type().isStruct() ? module.names().body(layout.type().name()) : owner.element(layout.type());
    }

    private String typeOf(RecordLayout layout) {
        return namesOf(layout).type();
    }

    private String initial(RecordLayout layout) {
        return new BodyForm(module, namesOf(layout), layout.body(), "").initial();
    }

    @Override
    public Form text(Encoding.Text text) {
        return new TextForm(text.type(), text.maxLength());
    }

    @Override
    public Form blob(Encoding.Blob blob) {
        return new BytesForm(blob.maxLength());
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
        Form element = list.element().accept(new Forms(module, owner, Traits.NONE));
        String name = element instanceof ScalarForm scalar
                ? scalar.name()
                : list.element() instanceof Encoding.Text text ? text.type().name() : element.type();
        ListForm form = new ListForm(
                element.type(),
                list.maxLength(),
                module.function("readListOf", name),
                module.function("writeListOf", name));
        module.declarations().add(form.reader(), out -> reader(out, form, list, element));
        module.declarations().add(form.writer(), out -> writer(out, form, list, element));
        return form;
    }

    private static void reader(CodeWriter out, ListForm form, Encoding.Counted list, Form element) {
        out.open("function " + form.reader() + "(member: string, most: number): " + form.type());
        out.line("const count = readCount(" + list.element().minSize() + ", member, most);");
        if (element instanceof FixedForm fixed && list.isReadInPlace()) {
            out.line("let at = pass(count * " + fixed.size() + ");");
        }
        out.line("const list: " + form.type() + " = [];");
        out.open("for (let i = 0; i < count; i++)");
        if (element instanceof FixedForm fixed && list.isReadInPlace()) {
            out.line("list.push(" + withMember(fixed.get("at", MEMBER)) + ");");
            out.line("at += " + fixed.size() + ";");
        } else {
            out.line("list.push(" + withMember(element.read(MEMBER)) + ");");
        }
        out.close();
        out.line("return list;");
        out.close();
    }

    private static void writer(CodeWriter out, ListForm form, Encoding.Counted list, Form element) {
        String array = "readonly " + form.element() + "[]";
        out.open("function " + form.writer() + "(list: " + array + ", member: string, most: number): void");
        out.line("const count = writeLength(list, member, most);");
        if (element instanceof FixedForm fixed) {
            out.line("let at = reserve(" + list.element().minSize() + " * count, member);");
            out.open("for (let i = 0; i < count; i++)");
            out.line(withMember(fixed.put("at", "list[i]!", MEMBER)) + ";");
            out.line("at += " + fixed.size() + ";");
        } else {
            out.open("for (let i = 0; i < count; i++)");
            out.line(withMember(element.write("list[i]!", MEMBER)) + ";");
        }
        out.close();
        out.close();
    }

    private static String withMember(String code) {
        return code.replace(Form.quoted(MEMBER), "member");
    }

    @Override
    public Form emptyList(Encoding.EmptyList list) {
        return new CountForm(list.maxLength());
    }

    /** The form of an enum. */
    static EnumForm enumForm(ModuleParts module, EnumType type) {
        String name = TypeScriptNames.type(type.name());
        return new EnumForm(type, name, module.function("get", name), module.function("put", name));
    }
}
