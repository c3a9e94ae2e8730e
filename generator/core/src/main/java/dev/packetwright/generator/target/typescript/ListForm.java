package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.model.WireFormat;
import java.util.OptionalInt;

/**
 * A list. Lists of one type of elements share two functions.
 *
 * @param element the type of an element
 * @param maxLength the greatest count, if the PDL bounds it
 * @param reader the function that reads a list
 * @param writer the function that writes a list
 */
record ListForm(String element, OptionalInt maxLength, String reader, String writer) implements Form {
    @Override
    public String type() {
        return element + "[]";
    }

    @Override
    public String initial() {
        return "[]";
    }

    private int most() {
        return maxLength.orElse(WireFormat.MAX_COUNT);
    }

    @Override
    public String read(String path) {
        return reader + "(" + Form.quoted(path) + ", " + most() + ")";
    }

    @Override
    public String write(String source, String path) {
        return writer + "(" + source + ", " + Form.quoted(path) + ", " + most() + ")";
    }
}
