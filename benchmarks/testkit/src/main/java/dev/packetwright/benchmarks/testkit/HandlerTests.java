package dev.packetwright.benchmarks.testkit;

import dev.packetwright.benchmarks.testkit.packets.C_Chat;
import dev.packetwright.benchmarks.testkit.packets.ClientPacket;
import dev.packetwright.benchmarks.testkit.packets.S_Chat;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Connector;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.testkit.Probe;
import dev.packetwright.testkit.RecordedSession;
import dev.packetwright.testkit.TestNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Whole tests. Each opens everything that it needs, and closes it. */
final class HandlerTests {
    private static final S_Chat ANSWER = new S_Chat(1, "Hello");
    private long seed;

    /** Network, listener, probe, a packet there and another one back, close. */
    void network() {
        try (TestNetwork net = TestNetwork.seeded(seed++)) {
            Listener server = net.listen(Echo::new);
            Probe<ClientPacket> client = net.probe(server, ClientPacket.class);
            client.send(new C_Chat("Hello"));
            net.run();
            require(client.received());
            client.close();
            net.run();
        }
    }

    /** A handler that is given a recorded session. */
    void recordedSession() {
        try (var recorded = RecordedSession.of(Echo::new, ClientPacket.class)) {
            Echo.answer(recorded.session(), new C_Chat("Hello"));
            require(recorded.sent());
        }
    }

    private static void require(List<ClientPacket> received) {
        if (!received.equals(List.of(ANSWER))) {
            throw new AssertionError("received " + received);
        }
    }

    /** The same as {@link #network}, over sockets on loopback and with threads. */
    void sockets() throws IOException {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Listener server = Listener.open(anyPort, ServerOptions.defaults().withLoops(1), Echo::new);
                Connector connector = Connector.open()) {
            Client client =
                    connector.connect(server.localAddress(), Client::new).join();
            client.send(new C_Chat("Hello"));
            require(List.of(client.answer.join()));
            client.close();
        }
    }

    private static final class Client extends PacketSession {
        private final CompletableFuture<S_Chat> answer = new CompletableFuture<>();

        @Override
        protected void onPacket(PacketReader packet) {
            answer.complete(S_Chat.read(packet));
        }
    }
}
