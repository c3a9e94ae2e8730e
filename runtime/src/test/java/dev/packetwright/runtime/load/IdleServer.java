package dev.packetwright.runtime.load;

import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program with a listener. It prints its port and then, for each line of its input, the number of sessions and the
 * number of used bytes on the heap. It ends when its input ends.
 */
final class IdleServer {
    private IdleServer() {}

    public static void main(String[] arguments) throws IOException {
        var sessions = new AtomicInteger();
        ServerOptions options = Wire.over(ServerOptions.defaults()
                .withBacklog(4096)
                .withMaxConnections(20_000)
                .withAcceptsPerSecond(1_000_000));
        try (Listener listener = Listener.open(Server.anyPort(), options, () -> new Idle(sessions));
                var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(listener.localAddress().getPort());
            while (input.readLine() != null) {
                System.out.println(sessions + " " + usedHeap());
            }
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static final class Idle extends PacketSession {
        private final AtomicInteger sessions;

        Idle(AtomicInteger sessions) {
            this.sessions = sessions;
        }

        @Override
        protected void onConnected() {
            sessions.incrementAndGet();
        }

        @Override
        protected void onPacket(PacketReader packet) {}
    }
}
