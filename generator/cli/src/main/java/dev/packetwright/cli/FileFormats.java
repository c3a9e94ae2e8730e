package dev.packetwright.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Formats of files that contain no packets as they are: compressed files, and captures of other tools. */
final class FileFormats {
    /** The number of bytes at the beginning of a file that show its format. */
    static final int MAGIC_SIZE = 4;

    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};

    private static final List<Format> COMPRESSED = List.of(
            new Format("28b52ffd", "is compressed with zstd; unpack it: zstd -dc FILE | packetwright decode PDL -"),
            new Format("fd377a58", "is compressed with xz; unpack it: xz -dc FILE | packetwright decode PDL -"),
            new Format("425a68", "is compressed with bzip2; unpack it: bzip2 -dc FILE | packetwright decode PDL -"),
            new Format("04224d18", "is compressed with lz4; unpack it: lz4 -dc FILE | packetwright decode PDL -"),
            new Format("504b0304", "is a zip file; unpack it: unzip -p FILE | packetwright decode PDL -"));

    private static final String CONVERT = "; convert it: editcap -F pcap FILE NEW";

    private static final List<Format> OTHER_CAPTURES = List.of(
            new Format("736e6f6f", "is a capture in the format of snoop" + CONVERT),
            new Format("a1b234cd", "is a capture in an old variant of pcap (a1b234cd)" + CONVERT),
            new Format("cd34b2a1", "is a capture in an old variant of pcap (a1b234cd)" + CONVERT),
            new Format("a12b3c4d", "is a capture in an old variant of pcap (a12b3c4d)" + CONVERT),
            new Format("4d3c2ba1", "is a capture in an old variant of pcap (a12b3c4d)" + CONVERT),
            new Format("1c0001ac", "is a capture in the format of IXIA" + CONVERT),
            new Format("ac01001c", "is a capture in the format of IXIA" + CONVERT));

    /**
     * A format.
     *
     * @param magic the first bytes, as hexadecimal digits
     * @param advice a sentence about the file without its subject: the format, and how to convert it
     */
    private record Format(String magic, String advice) {
        boolean matches(byte[] beginning) {
            return startsWith(beginning, HexFormat.of().parseHex(magic));
        }
    }

    private FileFormats() {}

    static boolean isGzip(byte[] beginning) {
        return startsWith(beginning, GZIP);
    }

    /**
     * Refuses formats that cannot be read.
     *
     * @param name the name of the input
     * @throws IOException if the bytes begin like one of these formats; its message says how to convert them
     */
    static void check(byte[] beginning, String name) throws IOException {
        Optional<Format> found = Stream.of(COMPRESSED, OTHER_CAPTURES)
                .flatMap(List::stream)
                .filter(format -> format.matches(beginning))
                .findFirst();
        if (found.isPresent()) {
            throw new IOException(name + " " + found.get().advice());
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }
}
