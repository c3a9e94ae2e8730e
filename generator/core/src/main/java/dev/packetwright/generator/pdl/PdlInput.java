package dev.packetwright.generator.pdl;

import java.io.IOException;
import java.io.InputStream;

/**
 * A PDL file, not yet looked into.
 *
 * @param name how the user named it, as diagnostics show it
 * @param bytes its content
 */
@SuppressWarnings("ArrayRecordComponent")
public record PdlInput(String name, byte[] bytes) {
    /** Reads as much as a PDL file can have, and one byte more: of an endless stream, that is enough to refuse it. */
    public static PdlInput read(String name, InputStream in) throws IOException {
        return new PdlInput(name, in.readNBytes(PdlText.MAX_BYTES + 1));
    }
}
