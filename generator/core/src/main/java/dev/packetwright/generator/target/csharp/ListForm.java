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
        String arguments = path + ", " + encoding.element().minSize() + ", " + maxLength() + ", ref " + target;
        if (element instanceof ObjectForm object) {
            out.open(loop("reader.BeginReused(" + arguments + ")"));
            out.block("if (i == " + target + ".Count)", target + ".Add(" + object.initial() + ");");
            object.readMembers(out, target + "[i]");
        } else {
            out.open(loop("reader.BeginList(" + arguments + ")"));
            out.line(target + ".Add(" + ((ExpressionForm) element).readExpression("null", path) + ");");
        }
        out.close();
    }

    @Override
    public void write(CodeWriter out, String source, String path) {
        out.open(loop("writer.WriteCount(" + path + ", " + source + ", " + maxLength() + ")"));
        element.write(out, source + "[i]", path);
        out.close();
    }

    private static String loop(String count) {
        return "for (int i = 0, count = " + count + "; i < count; i++)";
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
