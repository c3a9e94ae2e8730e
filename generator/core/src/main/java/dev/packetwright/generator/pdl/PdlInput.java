package dev.packetwright.generator.pdl;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a PDL file.
 *
 * @param name the file name as the user gave it and as diagnostics show it
 * @param bytes the content
 */
@SuppressWarnings("ArrayRecordComponent")
public record PdlInput(String name, byte[] bytes) {
    /** Reads at most one byte more than the maximum size of a PDL file. This is enough to reject an endless stream. */
    public static PdlInput read(String name, InputStream in) throws IOException {
        return new PdlInput(name, in.readNBytes(PdlText.MAX_BYTES + 1));
    }
}
