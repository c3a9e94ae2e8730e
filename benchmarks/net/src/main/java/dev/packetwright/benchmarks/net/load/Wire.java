package dev.packetwright.benchmarks.net.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** A way to carry packets over a connection. */
public enum Wire {
    /** Packets stand one after another in the stream. */
    TCP {
        @Override
        void open(SocketChannel channel) {}

        @Override
        int overhead() {
            return 0;
        }

        @Override
        void begin(ByteBuffer out, int size) {}

        @Override
        void end(ByteBuffer out, int size) {}
    },

    /** Each packet is a binary message of RFC 6455, in one frame. */
    WEB_SOCKET {
        @Override
        void open(SocketChannel channel) throws IOException {
            ByteBuffer request = ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            skipResponse(channel);
        }

        /** The end of the head is its first empty line. The server sends nothing behind it by itself. */
        private static void skipResponse(SocketChannel channel) throws IOException {
            ByteBuffer next = ByteBuffer.allocate(1);
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                if (channel.read(next.clear()) < 0) {
                    throw new EOFException("the server refused the connection: " + head);
                }
                head.append((char) next.get(0));
            }
            if (head.indexOf("HTTP/1.1 101 ") != 0) {
                throw new IOException("the server refused the connection: " + head);
            }
        }

        @Override
        int overhead() {
            return FRAME_HEADER;
        }

        @Override
        void begin(ByteBuffer out, int size) {
            out.put(FINAL_BINARY).put((byte) (MASKED | size));
            out.putInt(ThreadLocalRandom.current().nextInt());
        }

        /** The sizes of all packets are multiples of four. */
        @Override
        void end(ByteBuffer out, int size) {
            int start = out.position() - size;
            int mask = out.getInt(start - Integer.BYTES);
            for (int at = start; at < out.position(); at += Integer.BYTES) {
                out.putInt(at, out.getInt(at) ^ mask);
            }
        }
    };

    private static final String REQUEST = """
            GET / HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r
            \r
            """;
    private static final byte FINAL_BINARY = (byte) 0x82;
    private static final int MASKED = 0x80;
    private static final int FRAME_HEADER = 6;

    /** Makes a connected, blocking channel ready for packets. */
    abstract void open(SocketChannel channel) throws IOException;

    /** The number of bytes that a packet takes beside its own. */
    abstract int overhead();

    /** Writes what goes before a packet of this size, of at most 125 bytes. */
    abstract void begin(ByteBuffer out, int size);

    /** Completes a packet of this size, whose last byte is the last one in the buffer. */
    abstract void end(ByteBuffer out, int size);
}
