package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.layout.Encoding;
import java.util.stream.Collectors;

/**
 * A struct, or an element with members of its own, that is read and written at any place.
 *
 * @param type the name of the type
 * @param initial the value of a member that an older peer does not send
 * @param get the function that reads a value at a place
 * @param put the function that writes a value at a place
 */
record InPlaceForm(Encoding.FixedStruct encoding, String type, String initial, String get, String put)
        implements FixedForm {
    @Override
    public int size() {
        return encoding.size();
    }

    @Override
    public boolean refuses() {
        return false;
    }

    @Override
    public String taken(String path) {
        String leaves = encoding.leaves()
                .map(leaf -> path + "." + leaf.pathName() + ":" + leaf.size())
                .collect(Collectors.joining(" "));
        return "takeAll(" + size() + ", " + Form.quoted(leaves) + ")";
    }

    @Override
    public String get(String at, String path) {
        return get + "(" + at + ")";
    }

    @Override
    public String put(String at, String source, String path) {
        return put + "(" + at + ", " + source + ", " + Form.quoted(path) + ")";
    }
}
