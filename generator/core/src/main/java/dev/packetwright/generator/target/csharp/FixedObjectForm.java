package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.layout.Step;

/**
 * A struct, or an element with members of its own, that is read and written in place: an object.
 *
 * @param type the name by which code refers to the class
 * @param path what goes before the members of the struct in error messages
 */
record FixedObjectForm(String type, Step.Block block, String path) implements FixedForm {
    @Override
    public boolean isValueType() {
        return false;
    }

    @Override
    public String initial() {
        return "new " + type + "()";
    }

    private String take(String helper) {
        return helper + ".TakeBlock(" + TakenBlock.arguments(block.slots(), path) + ")";
    }

    @Override
    public void read(CodeWriter out, String target, String memberPath) {
        readAt(out, target, take("reader"));
    }

    @Override
    public void readAt(CodeWriter out, String target, String place) {
        out.line(target + " = " + target + " ?? " + initial() + ";");
        readIntoAt(out, target, place);
    }

    /** Emits the statement that reads into an object that is not null. */
    void readIntoAt(CodeWriter out, String target, String place) {
        out.line(target + ".ReadAt(ref reader, " + place + ");");
    }

    @Override
    public void write(CodeWriter out, String source, String memberPath) {
        writeAt(out, source, take("writer"), memberPath);
    }

    @Override
    public void writeAt(CodeWriter out, String source, String place, String memberPath) {
        out.line("writer.Require(" + memberPath + ", " + source + ");");
        out.line(source + ".WriteAt(ref writer, " + place + ");");
    }

    @Override
    public void size(CodeWriter out, String source) {
        out.block("if (" + source + " != null)", "size += " + block.size() + ";");
    }
}
