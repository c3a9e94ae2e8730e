package dev.packetwright.cluster;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Clients on sockets, and their sessions, which can be members of rooms. */
final class Peers implements AutoCloseable {
    private final BlockingQueue<PacketSession> sessions = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final Listener listener;

    /** A packet with one number. */
    record Numbered(int number) implements Packet {
        static final int ID = 1;
        static final int SIZE = HEADER_SIZE + Integer.BYTES;

        @Override
        public int packetId() {
            return ID;
        }

        @Override
        public int encodedSize() {
            return SIZE;
        }

        @Override
        public void write(PacketWriter out) {
            out.writeInt(number);
        }
    }

    private static final class Member extends PacketSession {
        @Override
        protected void onPacket(PacketReader packet) {}
    }

    Peers() throws IOException {
        listener = Listener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> {
            var member = new Member();
            sessions.add(member);
            return member;
        });
    }

    /** Connects a client, and returns its session. */
    PacketSession connect() throws IOException, InterruptedException {
        InetSocketAddress door = listener.localAddress();
        sockets.add(new Socket(door.getAddress(), door.getPort()));
        return sessions.take();
    }

    /** The sockets of the clients, in the order of their connections. */
    List<Socket> sockets() {
        return sockets;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        listener.close();
    }
}
