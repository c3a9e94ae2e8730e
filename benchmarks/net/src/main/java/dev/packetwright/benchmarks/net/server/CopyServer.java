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
import java.util.ArrayList;
import java.util.List;

/**
 * One loop that writes back the bytes of each read. Once a client has joined the room, its bytes go to all members
 * instead: those of one turn together, with one write for each member. It looks at no packet but the first. Nearly all of
 * its cost is that of the system calls, so it is the least that the same work costs on the JDK's channels.
 */
final class CopyServer {
    private static final int BACKLOG = 1_024;
    private static final int BUFFER = 64 * 1024;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer said = ByteBuffer.allocateDirect(BUFFER);
    private final List<SocketChannel> members = new ArrayList<>();

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
                broadcast();
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
                receive(key, (SocketChannel) key.channel());
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

    private void receive(SelectionKey key, SocketChannel client) throws IOException {
        if (client.read(bytes.clear()) < 0) {
            members.remove(client);
            client.close();
            return;
        }
        bytes.flip();
        if (key.attachment() != null) {
            said.put(bytes);
            return;
        }
        if (isJoining()) {
            members.add(client);
            key.attach(members);
        }
        write(client, bytes);
    }

    private boolean isJoining() {
        return bytes.remaining() == PacketBytes.HEADER_SIZE && bytes.get(Short.BYTES) == PacketBytes.C_JOIN;
    }

    private void broadcast() throws IOException {
        said.flip();
        if (said.hasRemaining()) {
            for (SocketChannel member : members) {
                write(member, said.rewind());
            }
        }
        said.clear();
    }

    private static void write(SocketChannel client, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }
}
