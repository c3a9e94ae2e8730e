package dev.packetwright.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.packetwright.examples.chat.packets.C_Chat;
import dev.packetwright.examples.chat.packets.S_Chat;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that sending small packets allocates no memory, because they are encoded directly into a reused buffer. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SendAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final S_Chat SMALL = new S_Chat(1, "What a small packet it is");

    /** More packets than one chunk of a send queue holds, so that the change to the next chunk is measured, too. */
    private static final int SENDS = 100;

    private static final int ROUNDS = 200;

    private final BlockingQueue<Long> allocated = new LinkedBlockingQueue<>();

    @Test
    void sendingSmallPacketsAllocatesNothing() throws IOException, InterruptedException {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var options = ServerOptions.defaults()
                .withSession(SessionOptions.forListener().withoutReceiveRates());
        try (var listener = Listener.open(loopback, options, Sender::new);
                var socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        listener.localAddress().getPort())) {
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && least > 0; round++) {
                socket.getOutputStream().write(new C_Chat("go").toBytes());
                socket.getInputStream().readNBytes(SENDS * SMALL.encodedSize());
                least = Math.min(least, allocated.take());
            }
            assertThat(least)
                    .as("bytes for %d sends, once classes and buffers are there", SENDS)
                    .isZero();
        }
    }

    private final class Sender extends PacketSession {
        @Override
        protected void onPacket(PacketReader packet) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < SENDS; i++) {
                send(SMALL);
            }
            allocated.add(THREADS.getCurrentThreadAllocatedBytes() - before);
        }
    }
}
