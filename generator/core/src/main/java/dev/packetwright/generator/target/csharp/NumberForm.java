package dev.packetwright.generator.target.csharp;

/** The form of a number, of a truth value or of the value of an enum. */
interface NumberForm extends ExpressionForm, FixedForm {
    /** The expression that reads a value at a place. */
    String expressionAt(String place);

    /** The statement that writes a value at a place. */
    String statementAt(String source, String place, String path);

    @Override
    default void readAt(CodeWriter out, String target, String place) {
        out.line(target + " = " + expressionAt(place) + ";");
    }

    @Override
    default void writeAt(CodeWriter out, String source, String place, String path) {
        out.line(statementAt(source, place, path));
    }
}
