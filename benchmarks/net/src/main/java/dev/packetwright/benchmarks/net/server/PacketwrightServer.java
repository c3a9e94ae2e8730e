package dev.packetwright.benchmarks.net.server;

import dev.packetwright.benchmarks.net.load.Wire;
import dev.packetwright.benchmarks.net.packets.C_Echo;
import dev.packetwright.benchmarks.net.packets.C_Join;
import dev.packetwright.benchmarks.net.packets.C_Say;
import dev.packetwright.benchmarks.net.packets.S_Echo;
import dev.packetwright.benchmarks.net.packets.S_Joined;
import dev.packetwright.benchmarks.net.packets.S_Said;
import dev.packetwright.benchmarks.net.packets.ServerPacketHandler;
import dev.packetwright.benchmarks.net.packets.ServerPacketManager;
import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import dev.packetwright.runtime.session.WebSocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The server on Packetwright. All limits are the defaults, except the rates of a client and of new connections. */
final class PacketwrightServer {
    private static final int CONNECTIONS = 20_000;
    private static final int ACCEPTS_PER_SECOND = 10_000;

    private PacketwrightServer() {}

    static int start(Wire wire) throws IOException {
        var room = new SessionGroup<BenchmarkSession>();
        var packets = new ServerPacketManager<>(new Handler(room));
        var options = ServerOptions.defaults()
                .withLoops(1)
                .withMaxConnections(CONNECTIONS)
                .withAcceptsPerSecond(ACCEPTS_PER_SECOND)
                .withSession(SessionOptions.forListener().withoutReceiveRates());
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return Listener.open(loopback, over(wire, options), () -> new BenchmarkSession(packets))
                .localAddress()
                .getPort();
    }

    /** The load does not answer pings. */
    private static ServerOptions over(Wire wire, ServerOptions options) {
        return switch (wire) {
            case TCP -> options;
            case WEB_SOCKET -> options.withWebSocket(WebSocketOptions.defaults().withPingInterval(Duration.ZERO));
        };
    }

    private static final class BenchmarkSession extends PacketSession {
        private final ServerPacketManager<BenchmarkSession> packets;

        BenchmarkSession(ServerPacketManager<BenchmarkSession> packets) {
            this.packets = packets;
        }

        @Override
        protected void onPacket(PacketReader packet) {
            packets.dispatch(this, packet);
        }
    }

    private record Handler(SessionGroup<BenchmarkSession> room) implements ServerPacketHandler<BenchmarkSession> {
        @Override
        public void onC_Echo(BenchmarkSession session, C_Echo packet) {
            session.send(new S_Echo(packet.payload()));
        }

        @Override
        public void onC_Join(BenchmarkSession session, C_Join packet) {
            room.enter(session);
            session.send(new S_Joined());
        }

        @Override
        public void onC_Say(BenchmarkSession session, C_Say packet) {
            room.broadcast(new S_Said(packet.payload()));
        }
    }
}
