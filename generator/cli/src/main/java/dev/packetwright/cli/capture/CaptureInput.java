package dev.packetwright.cli.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.ZipException;

/** The bytes of a capture file, with the position in it. */
final class CaptureInput {
    private static final int SKIP_SIZE = 8192;

    private final InputStream in;
    private long position;

    CaptureInput(InputStream in) {
        this.in = in;
    }

    long position() {
        return position;
    }

    /** Reads bytes; fewer than wanted only at the end of the file. */
    ByteBuffer read(int size) throws IOException, DamagedCaptureException {
        byte[] bytes = new byte[Math.min(size, SKIP_SIZE)];
        int length = 0;
        while (length < size) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(size, 2 * bytes.length));
            }
            int more = readSome(bytes, length);
            if (more < 0) {
                break;
            }
            length += more;
        }
        position += length;
        return ByteBuffer.wrap(bytes, 0, length);
    }

    private int readSome(byte[] bytes, int from) throws IOException, DamagedCaptureException {
        try {
            return in.read(bytes, from, bytes.length - from);
        } catch (EOFException | ZipException damaged) {
            throw new DamagedCaptureException(position + from, "the compressed capture is cut off or damaged");
        }
    }

    /** Skips bytes. Returns false if there are fewer. */
    boolean skip(long size) throws IOException, DamagedCaptureException {
        long left = size;
        while (left > 0) {
            int skipped = read((int) Math.min(left, SKIP_SIZE)).remaining();
            if (skipped == 0) {
                return false;
            }
            left -= skipped;
        }
        return true;
    }
}
