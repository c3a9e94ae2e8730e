package dev.packetwright.cli.capture;

import dev.packetwright.cli.capture.TcpStream.Start;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Puts the segments of one direction of a connection in order while they arrive. If bytes were sent more than once, the
 * bytes that complete the stream first are used.
 *
 * <p>Segments wait for the bytes before them. The assembly takes these bytes as missing if the other side has
 * acknowledged them some segments ago, if too much is waiting, or if the stream ends.
 *
 * <p>The first segments of a stream that began before the capture wait until its {@link Beginning} is certain.
 */
final class Assembly {
    /** The largest distance of a segment from the next byte, in bytes. Others are strays or follow a long gap. */
    private static final int WINDOW = 1 << 24;

    private static final int MAX_WAITING_BYTES = 1 << 22;
    private static final int MAX_WAITING_SEGMENTS = 4096;

    /** The number of segments for which acknowledged bytes may be late, because captures are not strictly in order. */
    private static final int PATIENCE = 16;

    private final TcpStream stream;
    private final Optional<Segment> beginning;
    private final Consumer<CaptureEvent> events;
    private final PriorityQueue<Piece> waiting = new PriorityQueue<>(Comparator.comparingLong(Piece::position));
    private final Beginning held = new Beginning();
    private Optional<Segment> successor = Optional.empty();
    private Optional<Segment> stray = Optional.empty();
    private Optional<Piece> finish = Optional.empty();
    private State state;
    private Moment last;
    private int sequence;
    private long next;
    private long truncatedUntil;
    private long acknowledged;
    private int overdue;
    private int waitingBytes;

    private enum State {
        /** The position of the first byte is not known. */
        NEW,
        OPEN,
        ENDED
    }

    /**
     * A segment with its position in the stream.
     *
     * @param position the position of the first byte of the data
     * @param segment the segment
     */
    private record Piece(long position, Segment segment) {
        int captured() {
            return segment.data().remaining();
        }

        long capturedEnd() {
            return position + captured();
        }

        long end() {
            return position + segment.length();
        }

        /** Returns the data from a position in the stream to the end of the segment. */
        ByteBuffer from(long place) {
            int known = (int) (place - position);
            return segment.data().slice(known, captured() - known);
        }
    }

    /** An assembly without data. The caller also adds the first segment with {@link #add}. */
    Assembly(TcpStream stream, Segment first, Consumer<CaptureEvent> events) {
        this.stream = stream;
        this.events = events;
        this.beginning = Optional.of(first).filter(it -> stream.start() == Start.CONNECTION);
        this.state = beginning.isPresent() ? State.OPEN : State.NEW;
        this.sequence = first.firstOfData();
        this.last = first.at();
    }

    TcpStream stream() {
        return stream;
    }

    /** Returns the number of bytes that wait for others. */
    int waitingBytes() {
        int ofSuccessor = successor.map(segment -> segment.data().remaining()).orElse(0);
        return waitingBytes + held.waitingBytes() + ofSuccessor;
    }

    /** Returns whether a segment belongs to a later connection between the same ends. */
    boolean isBefore(Segment segment) {
        if (state != State.ENDED) {
            return false;
        }
        return segment.begins() ? !isBeginning(segment) : segment.length() > 0 && segment.firstOfData() - sequence >= 0;
    }

    private boolean isBeginning(Segment segment) {
        return beginning
                .filter(first -> segment.begins() && first.sequence() == segment.sequence())
                .isPresent();
    }

    /**
     * Returns the first segment of a later connection between the same ends, if there was one that fits a sequence
     * number that comes after it. Without such a number, it is a stray, which both sides ignore.
     */
    Optional<Segment> successor(int number) {
        return successor.filter(first -> Integer.compareUnsigned(number - first.firstOfData(), first.length()) <= 0);
    }

    void add(Segment segment) {
        if (state == State.ENDED) {
            return;
        }
        if (segment.begins() && !isBeginning(segment)) {
            successor = Optional.of(segment.detached());
            return;
        }
        last = segment.at();
        if (segment.resets()) {
            open();
            reset(segment);
        } else if (state == State.NEW) {
            hold(segment);
        } else {
            place(segment);
        }
        expectAcknowledged();
    }

    /** A reset counts only at the next byte: the other side ignores all others, which attackers or routers send. */
    private void reset(Segment segment) {
        if (state == State.OPEN && segment.sequence() == sequence && waiting.isEmpty()) {
            end(segment.at());
        }
    }

    private void hold(Segment segment) {
        held.add(segment);
        if (held.isFull()) {
            open();
        }
    }

    /** Opens a stream that began before the capture, if it has any bytes. */
    private void open() {
        if (state != State.NEW || held.isEmpty()) {
            return;
        }
        state = State.OPEN;
        sequence = held.sequence();
        for (Segment segment : held.take()) {
            if (state == State.OPEN) {
                place(segment);
            }
        }
    }

    private void place(Segment segment) {
        int distance = segment.firstOfData() - sequence;
        if (distance >= -WINDOW && distance <= WINDOW) {
            stray = Optional.empty();
            accept(new Piece(next + distance, segment));
        } else if (segment.length() > 0) {
            placeFar(segment);
        }
    }

    /** Two segments in a row far away are not strays: the capture lacks everything up to there. */
    private void placeFar(Segment segment) {
        Optional<Segment> before = stray.filter(it -> it.firstOfData() + it.length() == segment.firstOfData());
        stray = Optional.of(segment.detached());
        before.ifPresent(first -> {
            giveUpAll();
            gap(Integer.toUnsignedLong(first.firstOfData() - sequence), first.at());
            finish = Optional.empty();
            stray = Optional.empty();
            long position = next;
            accept(new Piece(position, first));
            accept(new Piece(position + first.length(), segment));
        });
    }

    private void accept(Piece piece) {
        if (state == State.ENDED) {
            return;
        }
        tellEarly(piece);
        boolean isKeepAlive =
                piece.segment().mayBeKeepAlive() && piece.position() > next && piece.end() <= acknowledged;
        if (piece.end() > next && piece.segment().length() > 0 && !isKeepAlive) {
            add(
                    piece.position() > next
                            ? new Piece(piece.position(), piece.segment().detached())
                            : piece);
        }
        if (piece.segment().finishes() && piece.end() >= next) {
            finish = Optional.of(new Piece(piece.end(), piece.segment().detached()));
        }
        drain(piece.segment().at());
        while (waitingBytes > MAX_WAITING_BYTES || waiting.size() > MAX_WAITING_SEGMENTS) {
            giveUp();
        }
    }

    /** Tells of data from before the first byte of a stream that began before the capture. */
    private void tellEarly(Piece piece) {
        long early = Math.min(piece.end(), 0) - piece.position();
        if (early > 0 && stream.start() == Start.CAPTURE && !piece.segment().mayBeKeepAlive()) {
            events.accept(new CaptureEvent.Early(stream, piece.segment().at(), early));
        }
    }

    private void add(Piece piece) {
        waiting.add(piece);
        waitingBytes += piece.captured();
    }

    /** Passes on the bytes that are in order now. */
    private void drain(Moment at) {
        while (true) {
            long known = waiting.isEmpty() ? Long.MAX_VALUE : waiting.element().position();
            if (known <= next) {
                consume(waiting.remove(), at);
            } else if (truncatedUntil > next) {
                gap(Math.min(truncatedUntil, known) - next, at);
            } else {
                break;
            }
        }
        if (finish.isPresent() && finish.get().position() <= next) {
            end(at);
        }
    }

    private void consume(Piece piece, Moment at) {
        waitingBytes -= piece.captured();
        if (piece.capturedEnd() > next) {
            ByteBuffer data = piece.from(next);
            advance(data.remaining());
            events.accept(
                    new CaptureEvent.Data(stream, at.orLater(piece.segment().at()), data));
        }
        truncatedUntil = Math.max(truncatedUntil, piece.end());
    }

    private void advance(long bytes) {
        next += bytes;
        sequence += (int) bytes;
    }

    private void gap(long missing, Moment at) {
        advance(missing);
        events.accept(new CaptureEvent.Gap(stream, at, missing));
    }

    /** Takes the bytes before the first waiting segment as missing. */
    private void giveUp() {
        Piece first = waiting.element();
        overdue = 0;
        gap(first.position() - next, first.segment().at());
        drain(first.segment().at());
    }

    /** Lets no byte wait any longer: takes all bytes as missing that segments wait for. */
    void giveUpAll() {
        successor = Optional.empty();
        open();
        while (!waiting.isEmpty()) {
            giveUp();
        }
    }

    /** Notes that the other side has received the bytes up to a sequence number. */
    void acknowledge(int upTo) {
        if (held.isAcknowledged(upTo)) {
            open();
        }
        int distance = upTo - sequence;
        if (state == State.OPEN && distance > 0 && distance <= WINDOW) {
            acknowledged = Math.max(acknowledged, next + distance);
        }
        expectAcknowledged();
    }

    private void expectAcknowledged() {
        overdue = acknowledged > next && !waiting.isEmpty() ? overdue + 1 : 0;
        if (overdue > PATIENCE) {
            giveUp();
        }
    }

    /** Ends the stream because the capture ends or because another connection follows. */
    void end() {
        giveUpAll();
        if (state == State.OPEN) {
            finish.filter(piece -> piece.position() > next)
                    .ifPresent(piece ->
                            gap(piece.position() - next, piece.segment().at()));
            // One more number than bytes may be acknowledged, because the end of a connection takes one.
            if (finish.isEmpty() && acknowledged > next + 1) {
                gap(acknowledged - next, last);
            }
            end(last);
        }
    }

    private void end(Moment at) {
        if (state != State.ENDED) {
            state = State.ENDED;
            waiting.clear();
            waitingBytes = 0;
            events.accept(new CaptureEvent.End(stream, at));
        }
    }
}
