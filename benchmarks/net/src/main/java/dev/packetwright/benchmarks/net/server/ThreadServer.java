package dev.packetwright.benchmarks.net.server;

import dev.packetwright.benchmarks.net.packets.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/** A server with a virtual thread per connection. It answers each read with one write. */
final class ThreadServer {
    private static final int BACKLOG = 1_024;
    private static final int RECEIVE_BUFFER = 4 * 1024;

    private final Set<Connection> room = ConcurrentHashMap.newKeySet();

    private ThreadServer() {}

    static int start() throws IOException {
        var server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        ExecutorService threads = virtualThreads();
        threads.execute(() -> new ThreadServer().accept(server, threads));
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Uses reflection, because this code is compiled for a JDK without virtual threads. */
    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException none) {
            throw new IllegalStateException("virtual threads need JDK 21", none);
        }
    }

    private void accept(ServerSocketChannel server, ExecutorService threads) {
        try {
            while (true) {
                var connection = new Connection(server.accept());
                threads.execute(connection::serve);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private final class Connection {
        private final SocketChannel channel;
        private final ReentrantLock writing = new ReentrantLock();

        Connection(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }

        /** Serves a client until it disconnects. */
        void serve() {
            ByteBuffer received = buffer(RECEIVE_BUFFER);
            ByteBuffer answers = buffer(RECEIVE_BUFFER);
            try (channel) {
                while (channel.read(received) >= 0) {
                    received.flip();
                    take(received, answers);
                    received.compact();
                    write(answers.flip());
                    answers.clear();
                }
            } catch (IOException gone) {
                // the client has disconnected
            } finally {
                room.remove(this);
            }
        }

        private void take(ByteBuffer received, ByteBuffer answers) {
            while (received.remaining() >= PacketBytes.HEADER_SIZE
                    && received.remaining() >= received.getShort(received.position())) {
                received.getShort();
                switch (received.getShort()) {
                    case PacketBytes.C_ECHO -> put(answers, PacketBytes.S_ECHO, payload(received));
                    case PacketBytes.C_JOIN -> {
                        room.add(this);
                        answers.putShort((short) PacketBytes.HEADER_SIZE).putShort((short) PacketBytes.S_JOINED);
                    }
                    case PacketBytes.C_SAY -> broadcast(payload(received));
                    default -> throw new IllegalStateException("a packet that nobody knows");
                }
            }
        }

        private void write(ByteBuffer packets) {
            writing.lock();
            try {
                while (packets.hasRemaining()) {
                    channel.write(packets);
                }
            } catch (IOException gone) {
                room.remove(this);
            } finally {
                writing.unlock();
            }
        }
    }

    private void broadcast(Payload payload) {
        ByteBuffer packet = buffer(PacketBytes.PACKET_SIZE);
        put(packet, PacketBytes.S_SAID, payload);
        packet.flip();
        room.forEach(member -> member.write(packet.duplicate()));
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Payload payload(ByteBuffer in) {
        return new Payload(in.getLong(), in.getInt(), in.getFloat(), in.getFloat(), in.getFloat());
    }

    private static void put(ByteBuffer out, int id, Payload payload) {
        out.putShort((short) PacketBytes.PACKET_SIZE).putShort((short) id);
        out.putLong(payload.sent()).putInt(payload.sender());
        out.putFloat(payload.x()).putFloat(payload.y()).putFloat(payload.z());
    }
}
