package dev.packetwright.runtime.testing;

import static dev.packetwright.runtime.testing.WebSocketFrames.BINARY;
import static dev.packetwright.runtime.testing.WebSocketFrames.CLOSE;
import static dev.packetwright.runtime.testing.WebSocketFrames.CONTINUATION;
import static dev.packetwright.runtime.testing.WebSocketFrames.FINAL;
import static dev.packetwright.runtime.testing.WebSocketFrames.PING;
import static dev.packetwright.runtime.testing.WebSocketFrames.PONG;

import dev.packetwright.runtime.transport.Farewell;
import dev.packetwright.runtime.transport.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * The client's end of a connection over WebSocket, for sessions of connectors. The request is its first output, and the
 * session begins before the answer is there, but what it sends waits for that. It copies all bytes, and keeps what it
 * needs.
 */
public final class WebSocketClientTransport implements Transport {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Transport inner;
    private final PacketBoundaries boundaries = new PacketBoundaries();
    private byte[] received = new byte[0];
    private boolean upgraded;
    private boolean hasJustUpgraded;
    private int frameLeft;
    private boolean inMessage;
    private boolean closeReceived;
    private boolean closeSent;
    private ByteBuffer unsent = NOTHING;
    private int bytesInUnsent;

    public WebSocketClientTransport(Transport inner) {
        this.inner = inner;
        send(WebSocketClient.request("/").getBytes(StandardCharsets.US_ASCII));
        try {
            drain();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // ---- the way in

    @Override
    public int read(ByteBuffer in) throws IOException {
        int cost = inner.read(in);
        byte[] more = new byte[in.flip().remaining()];
        in.get(more);
        received = WebSocketFrames.join(received, more);
        in.clear();
        if (upgraded || upgrade()) {
            readFrames(in);
        }
        if (inner.hasInputEnded() && !closeReceived && !upgraded) {
            throw new EOFException("the stream ended in the answer");
        }
        return cost;
    }

    private boolean upgrade() throws IOException {
        String text = new String(received, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        if (!text.startsWith("HTTP/1.1 101 ")) {
            throw new ProtocolException(text);
        }
        received = Arrays.copyOfRange(received, end + 4, received.length);
        upgraded = true;
        hasJustUpgraded = true;
        return true;
    }

    private void readFrames(ByteBuffer in) throws IOException {
        int at = 0;
        while (!closeReceived) {
            if (frameLeft > 0) {
                int count = Math.min(frameLeft, received.length - at);
                in.put(received, at, count);
                at += count;
                frameLeft -= count;
            }
            int size = frameLeft > 0 ? 0 : headerSize(at);
            if (size == 0) {
                break;
            }
            int length = lengthOf(at);
            int opcode = received[at] & 0x0f;
            if (opcode == BINARY) {
                at += size;
                frameLeft = length;
            } else if (received.length - at < size + length) {
                break;
            } else {
                control(opcode, Arrays.copyOfRange(received, at + size, at + size + length));
                at += size + length;
            }
        }
        received = Arrays.copyOfRange(received, at, received.length);
    }

    /** Returns 0 if the header that begins here is not complete. */
    private int headerSize(int at) {
        if (received.length - at < 2) {
            return 0;
        }
        int size = received[at + 1] == 126 ? 4 : received[at + 1] == 127 ? 10 : 2;
        return received.length - at < size ? 0 : size;
    }

    private int lengthOf(int at) {
        ByteBuffer bytes = ByteBuffer.wrap(received, at + 2, received.length - at - 2);
        int length = received[at + 1];
        return length == 126 ? Short.toUnsignedInt(bytes.getShort()) : length == 127 ? (int) bytes.getLong() : length;
    }

    private void control(int opcode, byte[] content) throws IOException {
        switch (opcode) {
            case PING -> send(WebSocketFrames.masked(FINAL | PONG, content));
            case CLOSE -> closeReceived = true;
            default -> throw new ProtocolException("a frame of kind " + opcode);
        }
    }

    @Override
    public void putBack(byte[] bytes) {
        throw new UnsupportedOperationException();
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
    public boolean hasInputEnded() {
        return closeReceived || inner.hasInputEnded();
    }

    @Override
    public String flawOfInputEnd() {
        return "";
    }

    // ---- the way out

    private void send(byte[] frame) {
        if (!closeSent) {
            unsent = ByteBuffer.allocate(unsent.remaining() + frame.length)
                    .put(unsent)
                    .put(frame)
                    .flip();
        }
    }

    private boolean drain() throws IOException {
        if (unsent.hasRemaining()) {
            inner.write(unsent);
        }
        return !unsent.hasRemaining();
    }

    @Override
    public int write(ByteBuffer out) throws IOException {
        int start = out.position();
        hasJustUpgraded = false;
        if (!drain()) {
            return 0;
        }
        if (!upgraded) {
            out.limit(start);
            return 0;
        }
        out.position(start + bytesInUnsent);
        bytesInUnsent = 0;
        if (out.hasRemaining()) {
            byte[] content = new byte[out.remaining()];
            out.get(content);
            boolean isLast = boundaries.endWith(content, 0, content.length);
            send(WebSocketFrames.masked((isLast ? FINAL : 0) | (inMessage ? CONTINUATION : BINARY), content));
            inMessage = !isLast;
            if (!drain()) {
                bytesInUnsent = content.length;
                out.position(out.position() - content.length);
            }
        }
        return out.position() - start;
    }

    @Override
    public boolean owesOutput() {
        return unsent.hasRemaining() || hasJustUpgraded || inner.owesOutput();
    }

    @Override
    public boolean owesAnswer() {
        return inner.owesAnswer();
    }

    @Override
    public long recordBytesWritten() {
        return inner.recordBytesWritten();
    }

    @Override
    public boolean finishOutput(Farewell farewell) throws IOException {
        if (!upgraded) {
            return inner.finishOutput(farewell);
        }
        if (!closeSent) {
            send(WebSocketFrames.close(farewell.code()));
            closeSent = true;
        }
        return drain();
    }

    @Override
    public boolean awaitsAnswerToEnd() {
        return true;
    }

    @Override
    public Optional<SSLSession> tlsSession() {
        return inner.tlsSession();
    }
}
