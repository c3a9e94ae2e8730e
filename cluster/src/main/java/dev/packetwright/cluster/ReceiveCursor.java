package dev.packetwright.cluster;

/**
 * The position of a receiver in a reliable stream. It accepts each message of the current stream once and in order. Not
 * safe for use by two threads at once.
 */
final class ReceiveCursor {
    private long epoch;
    private long stream;
    private long next;

    /** The judgement of a message. */
    enum Verdict {
        /** The message is the next one. */
        ACCEPT,
        /** The message was accepted before. */
        DUPLICATE,
        /** At least one message before this one is missing. */
        GAP,
        /** The message belongs to another stream. */
        STALE
    }

    /**
     * Creates a cursor.
     *
     * @param next the number of the next message
     */
    ReceiveCursor(long epoch, long stream, long next) {
        this.epoch = epoch;
        this.stream = stream;
        this.next = next;
    }

    /** Judges a message. {@link Verdict#ACCEPT} moves the cursor to the message after it. */
    Verdict see(long messageEpoch, long messageStream, long number) {
        if (messageEpoch != epoch || messageStream != stream) {
            return Verdict.STALE;
        }
        if (number < next) {
            return Verdict.DUPLICATE;
        }
        if (number > next) {
            return Verdict.GAP;
        }
        next++;
        return Verdict.ACCEPT;
    }

    /** Moves the cursor to another stream. */
    void reset(long newEpoch, long newStream, long newNext) {
        epoch = newEpoch;
        stream = newStream;
        next = newNext;
    }

    /** The epoch of the current stream. A sender that starts again has a greater one. */
    long epoch() {
        return epoch;
    }

    /** The current stream. Later streams of an epoch have greater numbers. */
    long stream() {
        return stream;
    }

    /** The number of the last accepted message. */
    long received() {
        return next - 1;
    }
}
