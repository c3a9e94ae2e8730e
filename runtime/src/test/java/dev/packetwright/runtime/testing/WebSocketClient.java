package dev.packetwright.runtime.testing;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.testing.WebSocketFrames.Frame;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client of WebSocket as a blocking socket, for tests that write exact or hostile bytes. */
public final class WebSocketClient implements AutoCloseable {
    private static final int CAP_MILLIS = 30_000;

    private final Socket socket;

    private WebSocketClient(Socket socket) {
        this.socket = socket;
    }

    /** Connects without a request. */
    public static WebSocketClient connectOnly(InetSocketAddress address) {
        try {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(CAP_MILLIS);
            socket.connect(address);
            return new WebSocketClient(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Connects, and shakes hands at the path {@code /}. */
    public static WebSocketClient connect(InetSocketAddress address) {
        WebSocketClient client = connectOnly(address);
        client.write(request("/"));
        String answer = client.readHead();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(answer);
        }
        return client;
    }

    /** The request of a client, with further lines, each of which ends with CR and LF. */
    public static String request(String path, String... lines) {
        return "GET " + path
                + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + String.join("", lines) + "\r\n";
    }

    public WebSocketClient write(String text) {
        return write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public WebSocketClient write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes the bytes, unless the other side has ended the connection. */
    public WebSocketClient writeIfStillConnected(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException ended) {
            // The test looks at what is left to read.
        }
        return this;
    }

    /** Writes packets as one message. */
    public WebSocketClient send(Packet... packets) {
        byte[][] bytes = new byte[packets.length][];
        for (int i = 0; i < packets.length; i++) {
            bytes[i] = packets[i].toBytes();
        }
        return write(WebSocketFrames.message(WebSocketFrames.join(bytes)));
    }

    /** Reads the head of an answer, up to the empty line or the end of the stream. */
    public String readHead() {
        try {
            var head = new StringBuilder();
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                head.append((char) next);
                if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                    break;
                }
            }
            return head.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Frame read() {
        try {
            return WebSocketFrames.read(socket.getInputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads frames up to the close frame, and returns its code; 1006 if the stream ends without one. */
    public int readCloseCode() {
        try {
            while (true) {
                Frame frame = WebSocketFrames.read(socket.getInputStream());
                if (frame.opcode() == WebSocketFrames.CLOSE) {
                    return frame.closeCode();
                }
            }
        } catch (EOFException | SocketException ended) {
            return 1006;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads to the end of the stream. */
    public String readToEnd() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends this side's stream. */
    public WebSocketClient finish() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Resets the connection. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
