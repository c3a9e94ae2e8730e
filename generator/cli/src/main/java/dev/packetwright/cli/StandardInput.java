package dev.packetwright.cli;

import java.io.IOException;

/** What comes from standard input, as far as one would wait for it. */
final class StandardInput {
    private static final int MOST_MEGABYTES = 256;

    private StandardInput() {}

    static byte[] read() throws IOException {
        byte[] bytes = System.in.readNBytes((MOST_MEGABYTES << 20) + 1);
        if (bytes.length > MOST_MEGABYTES << 20) {
            throw new IOException("standard input has more than " + MOST_MEGABYTES + " MiB; give me a part of it");
        }
        return bytes;
    }
}
