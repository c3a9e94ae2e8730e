package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.model.WireFormat;
import java.util.OptionalInt;

/**
 * Raw bytes.
 *
 * @param maxLength the greatest length in bytes, if the PDL bounds it
 */
record BytesForm(OptionalInt maxLength) implements Form {
    @Override
    public String type() {
        return "Uint8Array";
    }

    @Override
    public String initial() {
        return "new Uint8Array(0)";
    }

    private int most() {
        return maxLength.orElse(WireFormat.MAX_COUNT);
    }

    @Override
    public String read(String path) {
        return "readBytes(" + Form.quoted(path) + ", " + most() + ")";
    }

    @Override
    public String write(String source, String path) {
        return "writeBytes(" + source + ", " + Form.quoted(path) + ", " + most() + ")";
    }
}
