package dev.packetwright.cli.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The first segments of a stream that began before the capture. They may be out of order, so they wait until the first
 * byte is certain.
 */
final class Beginning {
    /** The number of segments that wait. One of the other side, which acknowledges them, usually comes much earlier. */
    private static final int MAX_SEGMENTS = 16;

    private final List<Segment> segments = new ArrayList<>();
    private int waitingBytes;

    /** Adds a segment. The first one must have data, because the position of a keep-alive or an end is no evidence. */
    void add(Segment segment) {
        if (hasBytes(segment) || (!isEmpty() && (segment.length() > 0 || segment.finishes()))) {
            segments.add(segment.detached());
            waitingBytes += segment.data().remaining();
        }
    }

    private static boolean hasBytes(Segment segment) {
        return segment.length() > 0 && !segment.mayBeKeepAlive();
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    boolean isFull() {
        return segments.size() >= MAX_SEGMENTS;
    }

    /** Returns the number of bytes that wait. */
    int waitingBytes() {
        return waitingBytes;
    }

    /** Returns whether the other side has received all bytes before the first one, and more. */
    boolean isAcknowledged(int upTo) {
        return !isEmpty() && upTo - sequence() > 0;
    }

    /**
     * Returns the sequence number of the first byte: the start of the data without a gap that contains the segment that
     * was captured first. What lies further back was sent long before and is sent again.
     */
    int sequence() {
        int first = segments.get(0).firstOfData();
        List<Segment> lastFirst = segments.stream()
                .filter(Beginning::hasBytes)
                .sorted(Comparator.comparingInt(segment -> first - segment.firstOfData()))
                .toList();
        int start = first;
        for (Segment segment : lastFirst) {
            int distance = segment.firstOfData() - start;
            start += distance < 0 && distance + segment.length() >= 0 ? distance : 0;
        }
        return start;
    }

    /** Removes the segments and returns them in the order in which they were captured. */
    List<Segment> take() {
        List<Segment> all = List.copyOf(segments);
        segments.clear();
        waitingBytes = 0;
        return all;
    }
}
