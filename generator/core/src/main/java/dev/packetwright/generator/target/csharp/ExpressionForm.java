package dev.packetwright.generator.target.csharp;

/** A form that one expression reads and one statement writes. */
interface ExpressionForm extends Form {
    /**
     * The expression that reads a value.
     *
     * @param used what may be used again
     */
    String readExpression(String used, String path);

    /** The statement that writes a value. */
    String writeStatement(String source, String path);

    /** The expression for the size of a value; 0 for null. */
    String sizeExpression(String source);

    @Override
    default void read(CodeWriter out, String target, String path) {
        out.line(target + " = " + readExpression(target, path) + ";");
    }

    @Override
    default void write(CodeWriter out, String source, String path) {
        out.line(writeStatement(source, path));
    }

    @Override
    default void size(CodeWriter out, String source) {
        out.line("size += " + sizeExpression(source) + ";");
    }
}
