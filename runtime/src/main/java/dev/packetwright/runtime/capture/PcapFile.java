package dev.packetwright.runtime.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;

/**
 * A capture file in the format pcap, whose frames are IP packets. It never grows beyond a limit. What is written reaches
 * the file with {@link #flush}, all of it or nothing, so that a reader finds whole frames. Used by one thread.
 */
public final class PcapFile implements Closeable {
    /** The size of the header in bytes. */
    public static final int HEADER = 24;

    /** The size of what comes before each frame, in bytes. */
    static final int FRAME_HEADER = 16;

    private static final int BUFFER = 128 * 1024;

    /** More than the frames of the largest packet take. */
    private static final int ROOM = 68 * 1024;

    private static final int MAGIC = 0xa1b2c3d4;
    private static final short MAJOR = 2;
    private static final short MINOR = 4;
    private static final int RAW_IP = 101;

    private final SeekableByteChannel out;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long left;
    private long written;

    /**
     * Writes the header.
     *
     * @param out an empty file, which {@link #close} closes
     * @param maxBytes the largest size of the file, at least {@value #HEADER}
     */
    public PcapFile(SeekableByteChannel out, long maxBytes) throws IOException {
        this.out = out;
        this.left = maxBytes - HEADER;
        buffer.putInt(MAGIC)
                .putShort(MAJOR)
                .putShort(MINOR)
                .putLong(0) // the time zone and its accuracy
                .putInt(TcpConversation.MAX_FRAME)
                .putInt(RAW_IP);
        flush();
    }

    /** Whether this many frames with this many bytes altogether still fit. */
    boolean hasRoomFor(int frames, long bytes) {
        return (long) frames * FRAME_HEADER + bytes <= left;
    }

    /** Writes an IP packet. The caller has asked for the room, and flushes in time. */
    void write(Instant time, byte[] frame) {
        buffer.putInt((int) time.getEpochSecond())
                .putInt(time.getNano() / 1_000)
                .putInt(frame.length)
                .putInt(frame.length)
                .put(frame);
        left -= FRAME_HEADER + frame.length;
    }

    /** Whether to {@link #flush} before the next packet. */
    public boolean mustFlush() {
        return buffer.remaining() < ROOM;
    }

    /**
     * Passes what is written to the operating system. If that fails, the file ends with what was passed on before, and
     * the rest is lost.
     */
    public void flush() throws IOException {
        buffer.flip();
        int size = buffer.remaining();
        try {
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            written += size;
        } catch (IOException failure) {
            cutOff(failure);
            throw failure;
        } finally {
            buffer.clear();
        }
    }

    /** Removes what was written in part. */
    private void cutOff(IOException failure) {
        try {
            out.truncate(written);
        } catch (IOException another) {
            failure.addSuppressed(another);
        }
    }

    /** Closes the file as it is. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
