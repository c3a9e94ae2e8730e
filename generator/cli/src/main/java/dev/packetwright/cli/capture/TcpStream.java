package dev.packetwright.cli.capture;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** The bytes that one side of a connection sent, in their order, as far as the capture has them without a gap. */
public final class TcpStream {
    private final Flow flow;
    private final Optional<Way> way;
    private final byte[] bytes;
    private final NavigableMap<Integer, Long> frames;
    private final Optional<Gap> gap;

    /**
     * @param frames for offsets of bytes, the frame up to which the capture must be read to have the bytes from there on
     */
    TcpStream(Flow flow, Optional<Way> way, byte[] bytes, NavigableMap<Integer, Long> frames, Optional<Gap> gap) {
        this.flow = flow;
        this.way = way;
        this.bytes = bytes;
        this.frames = frames;
        this.gap = gap;
    }

    /** Who sends. */
    public enum Way {
        CLIENT_TO_SERVER("client to server"),
        SERVER_TO_CLIENT("server to client");

        private final String label;

        Way(String label) {
            this.label = label;
        }

        /** As a person reads it. */
        public String label() {
            return label;
        }

        Way opposite() {
            return this == CLIENT_TO_SERVER ? SERVER_TO_CLIENT : CLIENT_TO_SERVER;
        }
    }

    /**
     * Bytes that were sent, and that the capture does not have.
     *
     * @param missing how many there are
     * @param behind how many follow them in the capture
     */
    public record Gap(long missing, long behind) {}

    /** From where to where. */
    public Flow flow() {
        return flow;
    }

    /** Who sent them, if the capture shows that. */
    public Optional<Way> way() {
        return way;
    }

    /** The bytes, which are not for changing: captures are large. */
    public byte[] bytes() {
        return bytes;
    }

    /** What is missing behind the bytes. */
    public Optional<Gap> gap() {
        return gap;
    }

    /** The frame with which the byte at an offset, and all before it, were there. */
    public long frameOf(int offset) {
        Map.Entry<Integer, Long> entry = frames.floorEntry(offset);
        return entry == null ? 1 : entry.getValue();
    }
}
