package dev.packetwright.runtime.testing;

import static dev.packetwright.runtime.testing.WebSocketFrames.BINARY;
import static dev.packetwright.runtime.testing.WebSocketFrames.CLOSE;
import static dev.packetwright.runtime.testing.WebSocketFrames.CONTINUATION;
import static dev.packetwright.runtime.testing.WebSocketFrames.FINAL;
import static dev.packetwright.runtime.testing.WebSocketFrames.PING;
import static dev.packetwright.runtime.testing.WebSocketFrames.PONG;

import dev.packetwright.runtime.testing.WebSocketFrames.Frame;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The client's end of a connection over WebSocket as a socket. A write is a frame, and the last one of a message if a
 * packet ends behind it. A large one is several messages. The end of the stream is a close frame, and an end without one is a fault.
 */
final class WebSocketSocket extends Socket {
    private static final int NORMAL = 1000;

    /** A message of this size or more ends behind the next packet. */
    private static final int LARGE = 16 * 1024;

    private final Socket connected;
    private final PacketBoundaries boundaries = new PacketBoundaries();
    private boolean inMessage;
    private boolean closeSent;

    private WebSocketSocket(Socket connected) {
        this.connected = connected;
    }

    static Socket handshake(Socket connected) throws IOException {
        connected.getOutputStream().write(WebSocketClient.request("/").getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = connected.getInputStream().read();
            if (next < 0) {
                throw new SocketException("the stream ended in the answer: " + head);
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new SocketException(head.toString());
        }
        return new WebSocketSocket(connected);
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        connected.setSoTimeout(millis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public synchronized void shutdownOutput() throws IOException {
        if (!closeSent) {
            closeSent = true;
            connected.getOutputStream().write(WebSocketFrames.close(NORMAL));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            shutdownOutput();
        } catch (IOException gone) {
            // There is nobody to tell.
        }
        connected.close();
    }

    private final InputStream in = new InputStream() {
        private byte[] content = new byte[0];
        private int at;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (at == content.length && !ended) {
                receive();
            }
            if (at == content.length) {
                return -1;
            }
            int count = Math.min(length, content.length - at);
            System.arraycopy(content, at, bytes, offset, count);
            at += count;
            return count;
        }

        private void receive() throws IOException {
            Frame frame = readFrame();
            switch (frame.opcode()) {
                case BINARY -> {
                    content = frame.content();
                    at = 0;
                }
                case PING -> answer(frame.content());
                case CLOSE -> ended = true;
                default -> throw new IOException("a frame of kind " + frame.opcode());
            }
        }

        private Frame readFrame() throws IOException {
            try {
                return WebSocketFrames.read(connected.getInputStream());
            } catch (EOFException withoutClose) {
                throw new SocketException("the stream ended without a close frame");
            }
        }

        private void answer(byte[] ping) throws IOException {
            synchronized (WebSocketSocket.this) {
                if (!closeSent) {
                    connected.getOutputStream().write(WebSocketFrames.masked(FINAL | PONG, ping));
                }
            }
        }
    };

    private final OutputStream out = new OutputStream() {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            synchronized (WebSocketSocket.this) {
                int from = offset;
                boolean isLast = false;
                for (int at = offset; at < offset + length; at++) {
                    isLast = boundaries.endWith(bytes, at, 1);
                    if (isLast && at + 1 - from >= LARGE) {
                        writeFrame(Arrays.copyOfRange(bytes, from, at + 1), true);
                        from = at + 1;
                    }
                }
                if (from < offset + length) {
                    writeFrame(Arrays.copyOfRange(bytes, from, offset + length), isLast);
                }
            }
        }

        private void writeFrame(byte[] content, boolean isLast) throws IOException {
            int first = (isLast ? FINAL : 0) | (inMessage ? CONTINUATION : BINARY);
            inMessage = !isLast;
            connected.getOutputStream().write(WebSocketFrames.masked(first, content));
        }
    };
}
