package dev.packetwright.generator.target.typescript;

/**
 * A struct, or an element with members of its own, that is read and written member by member.
 *
 * @param type the name of the type
 * @param initial the value of a member that an older peer does not send
 * @param reader the function that reads a value
 * @param writer the function that writes a value
 */
record ObjectForm(String type, String initial, String reader, String writer) implements Form {
    @Override
    public String read(String path) {
        return reader + "()";
    }

    @Override
    public String write(String source, String path) {
        return writer + "(" + source + ", " + Form.quoted(path) + ")";
    }
}
