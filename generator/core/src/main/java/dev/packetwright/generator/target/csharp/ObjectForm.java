package dev.packetwright.generator.target.csharp;

/**
 * A struct, or an element with members of its own: an object.
 *
 * @param type the name by which code refers to the class
 */
record ObjectForm(String type) implements Form {
    @Override
    public boolean isValueType() {
        return false;
    }

    @Override
    public String initial() {
        return "new " + type + "()";
    }

    @Override
    public void read(CodeWriter out, String target, String path) {
        out.line(target + " = " + target + " ?? " + initial() + ";");
        readMembers(out, target);
    }

    /** Emits the statement that reads into an object that is not null. */
    void readMembers(CodeWriter out, String target) {
        out.line(target + ".ReadMembers(ref reader);");
    }

    @Override
    public void write(CodeWriter out, String source, String path) {
        out.line("writer.Require(" + path + ", " + source + ");");
        out.line(source + ".WriteMembers(ref writer);");
    }

    @Override
    public void size(CodeWriter out, String source) {
        out.block("if (" + source + " != null)", "size += " + source + ".Size;");
    }
}
