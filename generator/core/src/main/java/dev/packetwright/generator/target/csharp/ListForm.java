package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.model.WireFormat;

/**
 * A list.
 *
 * @param encoding the encoding of the list
 * @param element the form of an element
 * @param list the name of the class {@code List}
 */
record ListForm(Encoding.Counted encoding, Form element, String list) implements Form {
    @Override
    public String type() {
        return list + "<" + element.type() + ">";
    }

    @Override
    public boolean isValueType() {
        return false;
    }

    @Override
    public String initial() {
        return "new " + type() + "()";
    }

    private int maxLength() {
        return encoding.maxLength().orElse(WireFormat.MAX_COUNT);
    }

    @Override
    public void read(CodeWriter out, String target, String path) {
        int elementSize = encoding.element().minSize();
        String arguments = "(" + path + ", " + elementSize + ", " + maxLength() + ", ref " + target + ")";
        boolean isObject = element instanceof ObjectForm || element instanceof FixedObjectForm;
        String count = "reader." + (isObject ? "BeginReused" : "BeginList") + arguments;
        boolean isInPlace = encoding.isReadInPlace() && element instanceof FixedForm;
        out.open(isInPlace ? loop(count, "reader.TakeElements(count, " + elementSize + ")", elementSize) : loop(count));
        if (isObject) {
            out.block("if (i == " + target + ".Count)", target + ".Add(" + element.initial() + ");");
        }
        readElement(out, target, path);
        out.close();
    }

    private void readElement(CodeWriter out, String target, String path) {
        if (element instanceof FixedObjectForm object) {
            object.readIntoAt(out, target + "[i]", "place");
        } else if (element instanceof ObjectForm object) {
            object.readMembers(out, target + "[i]");
        } else if (element instanceof NumberForm number && encoding.isReadInPlace()) {
            out.line(target + ".Add(" + number.expressionAt("place") + ");");
        } else {
            out.line(target + ".Add(" + ((ExpressionForm) element).readExpression("null", path) + ");");
        }
    }

    @Override
    public void write(CodeWriter out, String source, String path) {
        String count = "writer.WriteCount(" + path + ", " + source + ", " + maxLength() + ")";
        if (element instanceof FixedForm fixed) {
            int elementSize = encoding.element().minSize();
            out.open(loop(count, "writer.TakeElements(" + path + ", count, " + elementSize + ")", elementSize));
            fixed.writeAt(out, declared(out, source), "place", path);
        } else {
            out.open(loop(count));
            element.write(out, declared(out, source), path);
        }
        out.close();
    }

    /** An object has a variable, because each use of the list takes time. */
    private String declared(CodeWriter out, String source) {
        if (element instanceof ObjectForm || element instanceof FixedObjectForm) {
            out.line(element.type() + " element = " + source + "[i];");
            return "element";
        }
        return source + "[i]";
    }

    private static String loop(String count) {
        return "for (int i = 0, count = " + count + "; i < count; i++)";
    }

    private static String loop(String count, String place, int elementSize) {
        String next = elementSize == 1 ? "place++" : "place += " + elementSize;
        return "for (int i = 0, count = " + count + ", place = " + place + "; i < count; i++, " + next + ")";
    }

    @Override
    public void size(CodeWriter out, String source) {
        if (encoding.element().fixedSize().isPresent()) {
            int elementSize = encoding.element().fixedSize().getAsInt();
            out.line("size += PacketWriter.SizeOf(" + source + ", " + elementSize + ");");
            return;
        }
        out.line("size += PacketWriter.SizeOf(" + source + ", 0);");
        out.open("for (int i = 0; " + source + " != null && i < " + source + ".Count; i++)");
        element.size(out, source + "[i]");
        out.close();
    }

    @Override
    public String shown(String source) {
        return "PacketText.Of(" + source + ")";
    }
}
