package dev.packetwright.clients.csharp;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A server of the Java runtime that returns all packets, but closes or aborts on some. */
final class EchoServer implements AutoCloseable {
    private static final int PLEASE_CLOSE = 1000;
    private static final int PLEASE_ABORT = 1001;

    private final Listener listener;
    private final BlockingQueue<Disconnect> ends = new LinkedBlockingQueue<>();
    private final AtomicLong packets = new AtomicLong();

    EchoServer() {
        this(ServerOptions.defaults());
    }

    EchoServer(ServerOptions options) {
        this(options, 0);
    }

    EchoServer(ServerOptions options, int port) {
        SessionOptions patient = options.session()
                .withoutReceiveRates()
                .withMaxReceivedPacketSize(Packet.MAX_SIZE)
                .withSendQueueLimit(64 * 1024 * 1024);
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            listener = Listener.open(address, options.withSession(patient), EchoSession::new);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return listener.localAddress().getPort();
    }

    long packets() {
        return packets.get();
    }

    /** The ends of sessions, in their order. */
    BlockingQueue<Disconnect> ends() {
        return ends;
    }

    @Override
    public void close() {
        listener.close();
    }

    private final class EchoSession extends PacketSession {
        @Override
        protected void onPacket(PacketReader packet) {
            packets.incrementAndGet();
            switch (packet.packetId()) {
                case PLEASE_CLOSE -> close();
                case PLEASE_ABORT -> abort();
                default -> send(new Echo(packet.packetId(), bodyOf(packet)));
            }
        }

        @Override
        protected void onDisconnected(Disconnect disconnect) {
            ends.add(disconnect);
        }
    }

    private static byte[] bodyOf(PacketReader packet) {
        byte[] body = new byte[packet.remaining()];
        for (int i = 0; i < body.length; i++) {
            body[i] = packet.readSByte("body");
        }
        return body;
    }

    private static final class Echo implements Packet {
        private final int id;
        private final byte[] body;

        Echo(int id, byte[] body) {
            this.id = id;
            this.body = body;
        }

        @Override
        public int packetId() {
            return id;
        }

        @Override
        public int encodedSize() {
            return HEADER_SIZE + body.length;
        }

        @Override
        public void write(PacketWriter out) {
            for (byte b : body) {
                out.writeSByte(b);
            }
        }
    }
}
