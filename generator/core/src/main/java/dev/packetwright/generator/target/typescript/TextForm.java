package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.WireFormat;
import java.util.OptionalInt;

/**
 * Text.
 *
 * @param maxLength the greatest length in UTF-16 units, if the PDL bounds it
 */
record TextForm(StringType text, OptionalInt maxLength) implements Form {
    private String suffix() {
        return text == StringType.UTF_8 ? "Utf8" : "Utf16";
    }

    @Override
    public String type() {
        return "string";
    }

    @Override
    public String initial() {
        return "\"\"";
    }

    /** A text that is not bounded may have one unit more than the wire has room for: the replacement of an odd byte. */
    @Override
    public String read(String path) {
        return "read" + suffix() + "(" + Form.quoted(path) + ", " + maxLength.orElse(WireFormat.MAX_COUNT) + ")";
    }

    @Override
    public String write(String source, String path) {
        int most = maxLength.orElse(text.maxLength().orElseThrow());
        return "write" + suffix() + "(" + source + ", " + Form.quoted(path) + ", " + most + ")";
    }
}
