package dev.packetwright.generator.target.csharp;

/** The form of a value that is read and written at any place whose bytes have been taken. */
interface FixedForm extends Form {
    /**
     * Emits the statement that reads a value.
     *
     * @param place the expression for the place of the value
     */
    void readAt(CodeWriter out, String target, String place);

    /** Emits the statements that write a value. */
    void writeAt(CodeWriter out, String source, String place, String path);
}
