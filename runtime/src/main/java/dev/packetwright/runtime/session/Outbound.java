package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.LoopTimer;
import dev.packetwright.runtime.loop.Registration;
import dev.packetwright.runtime.send.SendQueue;
import dev.packetwright.runtime.transport.Farewell;
import dev.packetwright.runtime.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The way out of a connection: writes its send queue to its transport. Used by the loop's thread only. */
final class Outbound {
    /** The result of a flush. */
    enum Progress {
        /** The queue is empty, or the connection ends. */
        DONE,
        /** The queue may hold more; the other connections of the loop come first. */
        MORE,
        /** The operating system accepts no more at the moment. */
        BLOCKED
    }

    /** The connection that the bytes are written for. */
    interface Owner {
        /** The worker that serves the connection. */
        Worker worker();

        /**
         * Called before each write, with the oldest bytes of the queue and the index of the first packet in it that was
         * not passed before. Returns the index behind the last whole packet; negative as {@link PacketFlow} says.
         */
        int writing(ByteBuffer out, int from);

        /** Called after each write, with the number of bytes written and the memory that the queue still holds. */
        void written(int bytes, int queued);

        /** Whether the connection ends without flushing. */
        boolean isEndingAtOnce();
    }

    private static final int MAX_WRITES_PER_TURN = 16;

    private final SendQueue queue;
    private final Transport transport;
    private final Registration registration;
    private final Owner owner;
    private long writtenBytes;

    /** The number of bytes at the head of the queue whose packets the owner has seen; negative if unknown. */
    private int seen;

    private boolean ended;
    private @Nullable LoopTimer deadline;

    Outbound(SendQueue queue, Transport transport, Registration registration, Owner owner) {
        this.queue = queue;
        this.transport = transport;
        this.registration = registration;
        this.owner = owner;
    }

    /** The number of bytes written since the start of the connection. */
    long writtenBytes() {
        return writtenBytes;
    }

    /** Writes the queue as far as possible. */
    Progress flush() throws IOException {
        if (isBlocked()) {
            queue.count();
            return Progress.BLOCKED;
        }
        for (int writes = 0; writes < MAX_WRITES_PER_TURN; writes++) {
            if (owner.isEndingAtOnce()) {
                return Progress.DONE;
            }
            boolean mayBeMore = writeOnce();
            if (isBlocked()) {
                return Progress.BLOCKED;
            }
            if (!mayBeMore) {
                return Progress.DONE;
            }
        }
        return Progress.MORE;
    }

    /** Whether the operating system did not accept the whole of the last write, and the channel is not writable yet. */
    private boolean isBlocked() {
        return registration.wants(SelectionKey.OP_WRITE);
    }

    /** Writes at most one transfer buffer. Returns whether the queue may hold more. */
    private boolean writeOnce() throws IOException {
        ByteBuffer out = owner.worker().workspace().transferBuffer();
        queue.peek(out);
        out.flip();
        if (!out.hasRemaining() && !transport.owesOutput()) {
            return false;
        }
        boolean full = out.limit() == out.capacity();
        showPackets(out);
        int written = transport.write(out);
        writtenBytes += written;
        advance(written, !full && written == out.limit());
        owner.worker().counters().bytesSent.add(written);
        int left = queue.remove(written);
        if (out.hasRemaining() || transport.owesOutput()) {
            registration.want(SelectionKey.OP_WRITE);
        }
        owner.written(written, left);
        return full;
    }

    /** Shows the packets to the owner. A packet that does not fit into the buffer waits for the next write. */
    private void showPackets(ByteBuffer out) {
        if (seen != PacketFlow.NO_PACKETS) {
            seen = owner.writing(out, seen);
        }
        if (seen >= 0) {
            out.limit(seen);
        }
    }

    private void advance(int written, boolean isAll) {
        if (seen >= 0) {
            seen -= written;
        } else if (seen == PacketFlow.UNKNOWN && isAll) {
            seen = 0; // behind a queue that is written begins a packet
        }
    }

    // ---- the end

    /** Sets the timer that ends the connection if closing takes too long. */
    void closeBefore(LoopTimer timer) {
        deadline = timer;
    }

    /**
     * Ends the transport's stream behind the last byte of the queue. Returns false if the channel must be writable
     * first.
     */
    boolean finish(Farewell farewell) throws IOException {
        boolean finished = transport.finishOutput(farewell);
        if (!finished) {
            registration.want(SelectionKey.OP_WRITE);
        }
        return finished;
    }

    /** Sends FIN, once, unless the peer answers the end of the transport's stream. */
    void endStream() throws IOException {
        if (!ended) {
            ended = true;
            if (!transport.awaitsAnswerToEnd()) {
                ((SocketChannel) registration.channel()).shutdownOutput();
            }
        }
    }

    /** Whether the stream has been ended. */
    boolean hasEnded() {
        return ended;
    }

    /** Frees the timer. */
    void clear() {
        if (deadline != null) {
            deadline.cancel();
        }
    }
}
