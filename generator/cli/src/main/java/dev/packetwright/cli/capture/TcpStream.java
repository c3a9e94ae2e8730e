package dev.packetwright.cli.capture;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** The bytes that one side of a connection sent, in order, up to the first gap in the capture. */
public final class TcpStream {
    private final Flow flow;
    private final Optional<Way> way;
    private final byte[] bytes;
    private final NavigableMap<Integer, Long> frames;
    private final Optional<Gap> gap;

    /**
     * @param frames for some offsets, the number of the frame that completes the stream from this offset to the next
     *     one
     */
    TcpStream(Flow flow, Optional<Way> way, byte[] bytes, NavigableMap<Integer, Long> frames, Optional<Gap> gap) {
        this.flow = flow;
        this.way = way;
        this.bytes = bytes;
        this.frames = frames;
        this.gap = gap;
    }

    /** The sender of a stream. */
    public enum Way {
        CLIENT_TO_SERVER("client to server"),
        SERVER_TO_CLIENT("server to client");

        private final String label;

        Way(String label) {
            this.label = label;
        }

        /** Returns the text for users. */
        public String label() {
            return label;
        }

        Way opposite() {
            return this == CLIENT_TO_SERVER ? SERVER_TO_CLIENT : CLIENT_TO_SERVER;
        }
    }

    /**
     * A gap: bytes that were sent but not captured.
     *
     * @param missing the number of missing bytes
     * @param behind the number of captured bytes after the gap
     */
    public record Gap(long missing, long behind) {}

    /** Returns the direction of the stream. */
    public Flow flow() {
        return flow;
    }

    /** Returns the sender, if the capture shows which side is the client. */
    public Optional<Way> way() {
        return way;
    }

    /** Returns the bytes. They are not copied, because captures are large; do not change them. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the gap after the bytes, if there is one. */
    public Optional<Gap> gap() {
        return gap;
    }

    /** Returns the number of the frame that completes the stream up to and including the byte at an offset. */
    public long frameOf(int offset) {
        Map.Entry<Integer, Long> entry = frames.floorEntry(offset);
        return entry == null ? 1 : entry.getValue();
    }
}
