package dev.packetwright.runtime.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A proxy between clients and a server, with real sockets on both sides. It applies faults of networks to the bytes.
 */
public final class FaultProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket();
    private final InetSocketAddress target;
    private final Fault toServer;
    private final Fault toClient;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private FaultProxy(InetSocketAddress target, Fault toServer, Fault toClient) throws IOException {
        this.target = target;
        this.toServer = toServer;
        this.toClient = toClient;
        listening.bind(Server.anyPort());
        start("fault-proxy", this::accept);
    }

    public static FaultProxy open(InetSocketAddress target, Fault toServer, Fault toClient) {
        try {
            return new FaultProxy(target, toServer, toClient);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            var server = new Socket();
            sockets.add(client);
            sockets.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(target);
            if (listening.isClosed()) {
                closeSockets(); // they may have been added too late to be closed by close()
            }
            start("fault-proxy-to-server", () -> pump(client, server, toServer));
            start("fault-proxy-to-client", () -> pump(server, client, toClient));
        }
    }

    private static void pump(Socket from, Socket to, Fault fault) throws IOException {
        var link = new Link(from, to);
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[16 * 1024];
        long offset = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            fault.pass(Arrays.copyOf(buffer, count), offset, link);
            offset += count;
        }
        link.finish();
    }

    /** Starts a thread, which ends when a connection breaks or the proxy is closed. */
    private static void start(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // The connection is broken or the proxy is closed.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            closeSockets();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void closeSockets() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** One direction of one connection. */
    public record Link(Socket from, Socket to) {
        void write(byte[] bytes) throws IOException {
            to.getOutputStream().write(bytes);
        }

        void finish() throws IOException {
            to.shutdownOutput();
        }

        void reset() throws IOException {
            for (Socket socket : new Socket[] {from, to}) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
    }
}
