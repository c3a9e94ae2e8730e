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
 * Puts the segments of one direction of a connection into their order. Of bytes that came more than once, those that
 * could be read first count.
 */
final class Assembly {
    private final Flow flow;
    private final Optional<Segment> beginning;
    private final List<Piece> pieces = new ArrayList<>();
    private long lastPosition;
    private int lastSequence;

    /** A segment, and where its data begins in the stream. */
    private record Piece(long position, Segment segment) {
        long capturedEnd() {
            return position + segment.data().remaining();
        }

        long end() {
            return position + segment.length();
        }

        /** The data from a place in the stream on. */
        byte[] from(long place) {
            int known = (int) (place - position);
            byte[] data = new byte[segment.data().remaining() - known];
            segment.data().get(known, data);
            return data;
        }
    }

    /** An assembly that begins with a segment, which is for the caller to add. */
    Assembly(Segment first) {
        this.flow = first.flow();
        this.beginning = Optional.of(first).filter(Segment::begins);
        this.lastSequence = firstOfData(first);
    }

    /** Beginning a connection counts for one byte. */
    private static int firstOfData(Segment segment) {
        return segment.begins() ? segment.sequence() + 1 : segment.sequence();
    }

    Flow flow() {
        return flow;
    }

    /** Whether a segment is of this connection, and not of a later one between the same ends. */
    boolean holds(Segment segment) {
        return !segment.begins()
                || beginning
                        .map(first -> first.sequence() == segment.sequence())
                        .orElse(false);
    }

    /** Sequence numbers go round; a segment is where it is nearest to the one before it. */
    void add(Segment segment) {
        int sequence = firstOfData(segment);
        lastPosition += sequence - lastSequence;
        lastSequence = sequence;
        if (segment.length() > 0) {
            pieces.add(new Piece(lastPosition, segment));
        }
    }

    /** Who sends, if the beginning of the connection is there. */
    Optional<Way> way() {
        return beginning.map(first -> first.acknowledges() ? Way.SERVER_TO_CLIENT : Way.CLIENT_TO_SERVER);
    }

    /** Goes through the segments as they came: each brings its bytes, and those that waited for it. */
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

    /** Where the stream begins; of a connection that was there before the capture, with its earliest bytes. */
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
