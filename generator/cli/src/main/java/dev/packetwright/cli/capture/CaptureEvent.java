package dev.packetwright.cli.capture;

import java.nio.ByteBuffer;

/** A part of what a capture contains, in the order in which it becomes known. */
public sealed interface CaptureEvent {
    /**
     * The next bytes of a stream.
     *
     * @param stream the stream
     * @param at the frame that completed the stream up to the last of these bytes
     * @param bytes the bytes; valid only during the event
     */
    record Data(TcpStream stream, Moment at, ByteBuffer bytes) implements CaptureEvent {}

    /**
     * A gap: bytes that were sent but are not in the capture.
     *
     * @param stream the stream
     * @param at the frame that shows that bytes are missing
     * @param missing the number of missing bytes
     */
    record Gap(TcpStream stream, Moment at, long missing) implements CaptureEvent {}

    /**
     * Bytes from before the first byte of a stream that began before the capture. They came too late to be decoded; in
     * most cases, they were sent again.
     *
     * @param stream the stream
     * @param at the frame that contains them
     * @param size the number of bytes
     */
    record Early(TcpStream stream, Moment at, long size) implements CaptureEvent {}

    /**
     * The end of a stream. It has no further bytes.
     *
     * @param stream the stream
     * @param at the frame that ended it, or the last one of the stream
     */
    record End(TcpStream stream, Moment at) implements CaptureEvent {}

    /**
     * A part of the file that could not be read.
     *
     * @param offset the place of the problem in the file; 0 if it concerns the whole file
     * @param text the problem
     */
    record Problem(long offset, String text) implements CaptureEvent {}
}
