package dev.packetwright.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.load.ServerProcess.Usage;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.WebSocketClient;
import dev.packetwright.runtime.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Measures how much of the Java heap an idle connection takes. */
@Timeout(120)
class IdleConnectionsTest {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final int OTHER_DESCRIPTORS = 1000;
    private static final int WARM_UP = 200;
    private static final int SETTLING_LOOKS = 10;

    private final List<AutoCloseable> peers = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable peer : peers) {
            peer.close();
        }
        peers.clear();
    }

    @Test
    void takeLittleHeap() throws IOException {
        int wanted = 10_000;
        int count = Math.min(wanted, descriptorLimit() - OTHER_DESCRIPTORS);
        try (ServerProcess server = ServerProcess.start()) {
            long each = heapPerConnection(server, count, () -> Peer.connectPlain(server.address()));
            System.out.println("heap per idle connection: " + each + " bytes, with " + count + " of them"
                    + (count < wanted ? " (the system's limit on descriptors allows no " + wanted + ")" : ""));
            assertThat(each).isLessThan(930);
        }
    }

    /**
     * Uses far fewer connections to save time, because each takes a handshake. Nearly all of the memory belongs to the
     * TLS of the JDK.
     */
    @Tag("full")
    @Test
    void takeMoreUnderTls() throws Exception {
        SSLContext client = Wire.contextThatTrustsEverybody("TLS");
        try (ServerProcess server = ServerProcess.start("-Dpacketwright.test.tls=true")) {
            long each = heapPerConnection(
                    server, 400, () -> Peer.connectPlain(server.address()).secure(client));
            System.out.println("heap per idle connection under TLS: " + each + " bytes");
            assertThat(each).isLessThanOrEqualTo(64 * 1024);
        }
    }

    @Test
    void takeLittleMoreOverWebSocket() throws Exception {
        int count = 2000;
        long plain;
        try (ServerProcess server = ServerProcess.start()) {
            plain = heapPerConnection(server, count, () -> Peer.connectPlain(server.address()));
        }
        close();
        try (ServerProcess server = ServerProcess.start("-Dpacketwright.test.websocket=true")) {
            long more = heapPerConnection(server, count, () -> WebSocketClient.connect(server.address())) - plain;
            System.out.println("more heap per idle connection over WebSocket: " + more + " bytes");
            assertThat(more).isLessThanOrEqualTo(300);
        }
    }

    private long heapPerConnection(ServerProcess server, int count, Supplier<? extends AutoCloseable> connect)
            throws IOException {
        long before = connectUntil(WARM_UP, server, connect).heapBytes();
        long after = connectUntil(count, server, connect).heapBytes();
        return (after - before) / (count - WARM_UP);
    }

    private Usage connectUntil(int count, ServerProcess server, Supplier<? extends AutoCloseable> connect)
            throws IOException {
        while (peers.size() < count) {
            peers.add(connect.get());
        }
        Usage usage = server.usage();
        while (usage.sessions() < count) { // the last ones are still being accepted
            usage = server.usage();
        }
        return leastOf(usage, server);
    }

    /**
     * Returns the lowest of several measurements. Work that is still in progress after the last accept takes heap only
     * for a short time.
     */
    private static Usage leastOf(Usage first, ServerProcess server) throws IOException {
        Usage least = first;
        for (int i = 0; i < SETTLING_LOOKS; i++) {
            Usage usage = server.usage();
            least = usage.heapBytes() < least.heapBytes() ? usage : least;
        }
        return least;
    }

    /**
     * The limit on open descriptors. The virtual machine raises it as far as the system allows, here and in the server.
     */
    private static int descriptorLimit() {
        try {
            Matcher limit = Pattern.compile("Max open files +(\\d+)").matcher(Files.readString(LIMITS));
            return limit.find() ? Integer.parseInt(limit.group(1)) : 4096;
        } catch (IOException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }
}
