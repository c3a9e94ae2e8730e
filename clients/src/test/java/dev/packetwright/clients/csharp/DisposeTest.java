package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.testing.Mono;
import dev.packetwright.testing.NeedsMono;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A connector can be disposed of in every state, and leaves nothing behind. */
@NeedsMono
class DisposeTest {
    @Test
    void withoutConnections() {
        Scenarios.run("dispose-idle");
    }

    @Test
    void whileConnecting() throws IOException {
        try (RawServer.Silent silent = new RawServer.Silent()) {
            Scenarios.run("dispose-connecting", silent.port());
        }
    }

    @Test
    void whileConnected() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("dispose-connected", server.port());
        }
    }

    @Test
    void whatWasAcceptedIsSent() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("dispose-flushes", server.port(), 500);
            assertThat(server.packets()).isEqualTo(500);
        }
    }

    @Test
    void whileTheServerDoesNotRead() {
        try (RawServer server = new RawServer(socket -> {})) {
            Scenarios.run("dispose-stuck", server.port());
        }
    }

    @Test
    void whileTheClientDoesNotPoll() {
        try (RawServer server = new RawServer(socket -> {
            byte[] packet = RawServer.packet(1, 1000);
            while (true) {
                socket.getOutputStream().write(packet);
            }
        })) {
            Scenarios.run("dispose-not-polled", server.port());
        }
    }

    @Test
    void inACallback() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("dispose-in-callback", server.port());
        }
    }

    @Test
    void aProcessEndsWithoutIt() {
        try (EchoServer server = new EchoServer()) {
            Mono.run(Scenarios.program(), "never-disposed", String.valueOf(server.port()));
        }
    }
}
