package dev.packetwright.cli.capture;

import dev.packetwright.cli.capture.TcpStream.Gap;
import dev.packetwright.cli.capture.TcpStream.Way;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Puts the segments of one direction of a connection in order. If bytes were sent more than once, the bytes that
 * complete the stream first are used.
 */
final class Assembly {
    private final Flow flow;
    private final Optional<Segment> beginning;
    private final List<Piece> pieces = new ArrayList<>();
    private long lastPosition;
    private int lastSequence;

    /**
     * A segment with its position in the stream.
     *
     * @param position the position of the first byte of the data
     * @param segment the segment
     */
    private record Piece(long position, Segment segment) {
        long capturedEnd() {
            return position + segment.data().remaining();
        }

        long end() {
            return position + segment.length();
        }

        /** Returns the data from a position in the stream to the end of the segment. */
        byte[] from(long place) {
            int known = (int) (place - position);
            byte[] data = new byte[segment.data().remaining() - known];
            segment.data().get(known, data);
            return data;
        }
    }

    /** An assembly without data. The caller also adds the first segment with {@link #add}. */
    Assembly(Segment first) {
        this.flow = first.flow();
        this.beginning = Optional.of(first).filter(Segment::begins);
        this.lastSequence = firstOfData(first);
    }

    /** Returns the sequence number of the data. The start of a connection takes one number. */
    private static int firstOfData(Segment segment) {
        return segment.begins() ? segment.sequence() + 1 : segment.sequence();
    }

    Flow flow() {
        return flow;
    }

    /** Returns whether a segment belongs to this connection, not to a later one between the same ends. */
    boolean holds(Segment segment) {
        return !segment.begins()
                || beginning
                        .map(first -> first.sequence() == segment.sequence())
                        .orElse(false);
    }

    /**
     * Adds a segment. Sequence numbers wrap around; the position of a segment is the one nearest to the previous
     * segment.
     */
    void add(Segment segment) {
        int sequence = firstOfData(segment);
        lastPosition += sequence - lastSequence;
        lastSequence = sequence;
        if (segment.length() > 0) {
            pieces.add(new Piece(lastPosition, segment));
        }
    }

    /** Returns the sender, if the start of the connection was captured. */
    Optional<Way> way() {
        return beginning.map(first -> first.acknowledges() ? Way.SERVER_TO_CLIENT : Way.CLIENT_TO_SERVER);
    }

    /**
     * Replays the segments in the order of the capture. Each segment adds its bytes and those of segments that waited
     * for it.
     */
    TcpStream stream(Optional<Way> way) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TreeMap<Integer, Long> frames = new TreeMap<>();
        PriorityQueue<Piece> waiting = new PriorityQueue<>(Comparator.comparingLong(Piece::position));
        long next = start();
        for (Piece arriving : pieces) {
            waiting.add(arriving);
            while (!waiting.isEmpty() && waiting.element().position() <= next) {
                Piece ready = waiting.remove();
                if (ready.capturedEnd() > next) {
                    frames.put(bytes.size(), arriving.segment().frame());
                    bytes.writeBytes(ready.from(next));
                    next = ready.capturedEnd();
                }
            }
        }
        return new TcpStream(flow, way, bytes.toByteArray(), frames, gap(next));
    }

    /**
     * Returns the position at which the stream starts. If the connection began before the capture, this is its earliest
     * captured byte.
     */
    private long start() {
        return beginning.isPresent()
                ? 0
                : pieces.stream().mapToLong(Piece::position).min().orElse(0);
    }

    private Optional<Gap> gap(long end) {
        long behind = pieces.stream().mapToLong(Piece::end).max().orElse(end);
        long found = pieces.stream()
                .filter(piece -> piece.position() >= end)
                .mapToLong(Piece::position)
                .min()
                .orElse(behind);
        return behind > end ? Optional.of(new Gap(found - end, behind - found)) : Optional.empty();
    }
}
