package dev.packetwright.runtime.websocket;

import dev.packetwright.runtime.transport.Farewell;
import dev.packetwright.runtime.transport.Transport;
import dev.packetwright.runtime.transport.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A transport in the frames of WebSocket, on a plain one or one under TLS, after the handshake. What is written at once
 * becomes one message, which ends behind a packet.
 *
 * <p>Between two calls it holds the beginning of a header or control frame of the peer, and the answers to pings that the
 * channel has not accepted yet. A message that is written in part stays in the queue; the next write continues it.
 */
public final class WebSocketTransport implements Transport, FrameReader.Control {
    /** More than a peer that waits for its answers has on the way. Of further pings, the newest is answered. */
    private static final int MAX_PONGS = 16;

    private static final int SMALLEST_OWN = 128;
    private static final int NO_PONG = -1;
    private static final int NOT_CLOSED = 0;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Transport inner;
    private final Workspace workspace;
    private final Messages messages;
    private final FrameReader frames;
    private final long pingNanos;
    private final boolean ofPackets;

    // ---- the way in
    private @Nullable WebSocketException violation;
    private int emptySignsOfLife;
    private int codeOfPeer = NOT_CLOSED;

    // ---- the way out
    /** Frames of the transport itself, behind those in {@link #unsent}. */
    private @Nullable ByteBuffer waiting;
    /** Frames of the transport itself that are being written. */
    private ByteBuffer unsent = NOTHING;

    private int pongsWaiting;
    private int lastPongAt = NO_PONG;
    /** The bytes of the session in the current frame; 0 between two frames. */
    private int frameLength;
    /** How many of them have been written. */
    private int frameSent;
    /** The bytes of the header of the current frame that have not been written. */
    private int headerLeft;

    private long frameBytesWritten;
    private boolean closeSent;
    private long lastPing;

    /**
     * Makes the transport after the handshake.
     *
     * @param workspace the memory of the loop
     * @param pingInterval zero for no pings
     * @param now the time of the loop
     */
    public WebSocketTransport(
            Transport inner, Workspace workspace, Messages messages, Duration pingInterval, long now) {
        this.inner = inner;
        this.workspace = workspace;
        this.messages = messages;
        this.frames = new FrameReader(messages, this);
        this.pingNanos = pingInterval.toNanos();
        this.ofPackets = messages instanceof PacketMessages;
        this.lastPing = now;
    }

    // ---- receiving

    @Override
    public int read(ByteBuffer in) throws IOException {
        int cost = inner.read(in);
        if (isInputOver()) {
            in.clear(); // after the end of the peer's stream, bytes have no meaning
        } else if (in.position() > 0) {
            cost += deframe(in.flip());
        }
        return cost;
    }

    private int deframe(ByteBuffer in) {
        try {
            return frames.read(in);
        } catch (WebSocketException broken) {
            violation = broken;
            return 0;
        }
    }

    private boolean isInputOver() {
        return violation != null || codeOfPeer != NOT_CLOSED;
    }

    @Override
    public void putBack(byte[] bytes) {
        throw new UnsupportedOperationException("frames are not put back");
    }

    @Override
    public boolean hasEarlyInput() {
        return inner.hasEarlyInput();
    }

    @Override
    public boolean hasReceived() {
        return inner.hasReceived();
    }

    @Override
    public long emptySignsOfLife() {
        return emptySignsOfLife;
    }

    @Override
    public boolean hasInputEnded() {
        return isInputOver() || inner.hasInputEnded();
    }

    @Override
    public @Nullable WebSocketException violation() {
        return violation;
    }

    @Override
    public String flawOfInputEnd() {
        return switch (codeOfPeer) {
            case NOT_CLOSED -> "without a close frame of WebSocket, so that something may be missing";
            case CloseCode.NORMAL, CloseCode.GOING_AWAY, CloseCode.NONE -> "";
            default -> "with code " + codeOfPeer + " of WebSocket";
        };
    }

    @Override
    public void pinged(byte[] content) {
        emptySignsOfLife++;
        if (closeSent) {
            return;
        }
        if (pongsWaiting == MAX_PONGS && waiting != null && lastPongAt != NO_PONG) {
            waiting.position(lastPongAt);
            pongsWaiting--;
        }
        int at = waiting == null ? 0 : waiting.position();
        append(Frames.of(Opcode.PONG, content));
        lastPongAt = at;
        pongsWaiting++;
    }

    @Override
    public void ponged() {
        emptySignsOfLife++;
    }

    @Override
    public void closed(int code) {
        codeOfPeer = code;
    }

    // ---- sending

    /** Writes this frame before the next message. */
    public void append(byte[] frame) {
        lastPongAt = NO_PONG;
        if (waiting == null) {
            waiting = ByteBuffer.allocate(Math.max(SMALLEST_OWN, frame.length));
        } else if (waiting.remaining() < frame.length) {
            int needed = waiting.position() + frame.length;
            waiting = ByteBuffer.allocate(Math.max(needed, 2 * waiting.capacity()))
                    .put(waiting.flip());
        }
        waiting.put(frame);
    }

    @Override
    public int write(ByteBuffer out) throws IOException {
        int start = out.position();
        if (ofPackets && out.limit() == out.capacity()) {
            out.limit(PacketMessages.endOfLastWhole(out, start + frameLength));
        }
        while (isInFrame() || writeOwn()) {
            if (!out.hasRemaining()) {
                writeRestOfInner();
                break;
            }
            if (!isInFrame()) {
                frameLength = out.remaining();
                headerLeft = Frames.headerSize(frameLength);
            }
            continueFrame(out);
            if (isInFrame()) {
                break;
            }
        }
        return out.position() - start;
    }

    /** Whether a frame has begun and is not written yet, so that nothing else can be written. */
    private boolean isInFrame() {
        return frameLength > 0;
    }

    /** Writes the current frame. Its bytes count as written when all are, as peers receive whole messages. */
    private void continueFrame(ByteBuffer out) throws IOException {
        int left = Math.min(frameLength - frameSent, out.remaining() - frameSent);
        ByteBuffer frame = workspace.behindHeader(headerLeft, out.position() + frameSent, left);
        Frames.putHeaderBefore(frame, frame.position() + headerLeft, headerLeft, Opcode.BINARY, frameLength);
        int written = inner.write(frame);
        frameBytesWritten += written;
        int ofHeader = Math.min(written, headerLeft);
        headerLeft -= ofHeader;
        frameSent += written - ofHeader;
        if (frameSent == frameLength) {
            out.position(out.position() + frameLength);
            frameLength = 0;
            frameSent = 0;
        }
    }

    private void writeRestOfInner() throws IOException {
        if (!isInFrame() && inner.owesOutput()) {
            inner.write(NOTHING);
        }
    }

    /** Writes the transport's own frames. Returns whether all are written. */
    private boolean writeOwn() throws IOException {
        while (true) {
            if (unsent.hasRemaining()) {
                inner.write(unsent);
            }
            if (unsent.hasRemaining()) {
                return false;
            }
            if (waiting == null) {
                unsent = NOTHING;
                return true;
            }
            unsent = waiting.flip();
            waiting = null;
            pongsWaiting = 0;
            lastPongAt = NO_PONG;
        }
    }

    @Override
    public boolean owesOutput() {
        return waiting != null || unsent.hasRemaining() || inner.owesOutput();
    }

    /** Answers to pings do not become more and more. */
    @Override
    public boolean owesAnswer() {
        return inner.owesAnswer();
    }

    @Override
    public long recordBytesWritten() {
        return inner.recordBytesWritten() + frameBytesWritten;
    }

    @Override
    public void sweep(long now) {
        if (pingNanos > 0 && now - lastPing >= pingNanos && !owesOutput() && !closeSent) {
            lastPing = now;
            append(Frames.ping());
        }
    }

    // ---- the end

    @Override
    public boolean finishOutput(Farewell farewell) throws IOException {
        appendClose(farewell);
        return writeOwn();
    }

    private void appendClose(Farewell farewell) {
        if (closeSent) {
            return;
        }
        closeSent = true;
        if (violation != null) {
            append(Frames.close(new Farewell(violation.closeCode(), farewell.text())));
        } else if (codeOfPeer != NOT_CLOSED) {
            append(Frames.closeAnswer(codeOfPeer));
        } else if (farewell.code() == CloseCode.INVALID_DATA) {
            append(Frames.close(new Farewell(messages.codeOfMalformed(), farewell.text())));
        } else {
            append(Frames.close(farewell));
        }
    }

    @Override
    public boolean awaitsAnswerToEnd() {
        return true;
    }

    @Override
    public boolean part(Farewell farewell) {
        if (isInFrame() || (closeSent && inner.hasInputEnded())) {
            return false;
        }
        try {
            return finishOutput(farewell) && inner.finishOutput(farewell);
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public Optional<SSLSession> tlsSession() {
        return inner.tlsSession();
    }
}
