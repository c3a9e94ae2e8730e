package dev.packetwright.benchmarks.net.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * One loop that writes back the bytes of each read and knows no packets. Nearly all of its cost is that of the system
 * calls, so it is the least that an echo on the JDK's channels costs.
 */
final class CopyServer {
    private static final int BACKLOG = 1_024;
    private static final int BUFFER = 64 * 1024;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER);

    private CopyServer(ServerSocketChannel server, Selector selector) {
        this.server = server;
        this.selector = selector;
    }

    static int start() throws IOException {
        var server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        var selector = Selector.open();
        server.register(selector, SelectionKey.OP_ACCEPT);
        new Thread(new CopyServer(server, selector)::run).start();
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    private void run() {
        try {
            while (true) {
                selector.select(this::turn);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void turn(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                echo((SocketChannel) key.channel());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void accept() throws IOException {
        SocketChannel client = server.accept();
        client.configureBlocking(false);
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        client.register(selector, SelectionKey.OP_READ);
    }

    private void echo(SocketChannel client) throws IOException {
        if (client.read(bytes.clear()) < 0) {
            client.close();
            return;
        }
        bytes.flip();
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }
}
