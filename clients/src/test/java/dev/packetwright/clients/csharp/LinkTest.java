package dev.packetwright.clients.csharp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.testing.NeedsMono;
import org.junit.jupiter.api.Test;

/** A link connects again after each end that this side did not want. */
@NeedsMono
class LinkTest {
    @Test
    void aServerThatGoesAndComesBack() {
        int port;
        try (EchoServer first = new EchoServer()) {
            port = first.port();
            Scenarios.run("link-open", port);
            Scenarios.run("link-connects");
        }
        Scenarios.run("link-loses");
        try (EchoServer second = new EchoServer(ServerOptions.defaults(), port)) {
            Scenarios.run("link-connects");
            assertThat(second.packets()).isEqualTo(1);
            Scenarios.run("link-ends");
        }
    }

    @Test
    void theEndOfItsSessionByThisSideEndsTheLink() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("link-open", server.port());
            Scenarios.run("link-connects");
            Scenarios.run("link-close-session");
        }
    }

    @Test
    void aLinkWithoutAServerCanBeClosed() {
        Scenarios.run("link-open", RawServer.unusedPort());
        Scenarios.run("link-loses");
        Scenarios.run("link-ends");
    }

    @Test
    void failuresOfTheUsersCodeAreFailuresOfTheLink() {
        try (EchoServer server = new EchoServer()) {
            Scenarios.run("link-factory-throws", server.port());
        }
        Scenarios.run("link-custom-transport");
    }

    @Test
    void theTimesBetweenAttemptsGrowAndAreSpread() {
        Scenarios.run("backoff");
    }
}
