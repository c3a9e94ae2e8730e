package dev.packetwright.clients.csharp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A server that does with each connection what a test says, on a thread of its own. */
final class RawServer implements AutoCloseable {
    private static final int MANY = 100;

    private final ServerSocket server;
    private final List<Socket> accepted = Collections.synchronizedList(new ArrayList<>());

    /** What to do with a connection. Afterwards, it stays open until the server closes. */
    interface Script {
        void run(Socket socket) throws Exception;
    }

    RawServer(Script script) {
        server = listen(MANY);
        Thread thread = new Thread(() -> acceptAll(script), "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    private static ServerSocket listen(int backlog) {
        try {
            return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private void acceptAll(Script script) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                accepted.add(socket);
                Thread thread = new Thread(() -> run(script, socket), "raw connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void run(Script script, Socket socket) {
        try {
            script.run(socket);
        } catch (Exception ended) {
            // The client has gone, or the test is over.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : List.copyOf(accepted)) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A packet with the content that the scenarios expect. */
    static byte[] packet(int id, int bodySize) {
        int size = 4 + bodySize;
        byte[] packet = new byte[size];
        packet[0] = (byte) size;
        packet[1] = (byte) (size >> 8);
        packet[2] = (byte) id;
        packet[3] = (byte) (id >> 8);
        for (int i = 0; i < bodySize; i++) {
            packet[4 + i] = (byte) (7 * id + i);
        }
        return packet;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** A port of this machine where nobody answers: connections wait for a place in a full backlog. */
    static final class Silent implements AutoCloseable {
        private final ServerSocket server = listen(1);
        private final List<Socket> waiting = new ArrayList<>();

        Silent() throws IOException {
            for (int i = 0; i < 2; i++) { // Linux takes one more than the backlog
                waiting.add(new Socket(server.getInetAddress(), server.getLocalPort()));
            }
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
            server.close();
        }
    }

    /** A port of this machine where nobody listens. */
    static int unusedPort() {
        try (ServerSocket closed = listen(1)) {
            return closed.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
