package dev.packetwright.clients.csharp;

import dev.packetwright.testing.NeedsMono;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Attempts to connect: each ends in a session or in one failure that says why. */
@NeedsMono
class ConnectTest {
    @Test
    void refused() {
        Scenarios.run("refused", RawServer.unusedPort());
    }

    @Test
    void aNameThatDoesNotResolve() {
        Scenarios.run("no-such-host");
    }

    @Test
    void aNameThatResolves() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("by-name", server.port());
        }
    }

    @Test
    void timeout() throws IOException {
        try (RawServer.Silent silent = new RawServer.Silent()) {
            Scenarios.run("connect-timeout", silent.port());
        }
    }

    @Test
    void severalAddressesAreTriedInTurn() throws IOException {
        try (EchoServer server = new EchoServer();
                RawServer.Silent silent = new RawServer.Silent()) {
            Scenarios.run("addresses-in-turn", server.port(), silent.port());
        }
    }

    @Test
    void anAttemptCanBeGivenUp() throws IOException {
        try (RawServer.Silent silent = new RawServer.Silent()) {
            Scenarios.run("given-up", silent.port());
        }
    }

    @Test
    void manyAtOnce() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("many-at-once", server.port(), 100);
        }
    }

    @Test
    void misuseIsRefused() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("misuse", server.port());
        }
    }
}
