package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.model.WireFormat;
import java.util.OptionalInt;

/**
 * A list of elements without bytes: all that there is to know is their number.
 *
 * @param maxLength the greatest count, if the PDL bounds it
 */
record CountForm(OptionalInt maxLength) implements Form {
    @Override
    public String type() {
        return "number";
    }

    @Override
    public String initial() {
        return "0";
    }

    private int most() {
        return maxLength.orElse(WireFormat.MAX_COUNT);
    }

    @Override
    public String read(String path) {
        return "readCount(0, " + Form.quoted(path) + ", " + most() + ")";
    }

    @Override
    public String write(String source, String path) {
        return "writeCount(" + source + ", " + Form.quoted(path) + ", " + most() + ")";
    }
}
