package dev.packetwright.clients.csharp;

import dev.packetwright.testing.NeedsMono;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Clients in C# and the chat server in Java: Korean, emoji, empty and long lines and lone surrogates, a killed server and
 * a reconnect. The profile {@code full} takes a minute for it.
 */
@NeedsMono
class LiveTest {
    private static final boolean IS_QUICK = Boolean.getBoolean("packetwright.quick");
    private static final int CLIENTS = 20;
    private static final int LINES_PER_SECOND = 4;
    private static final int MILLISECONDS = IS_QUICK ? 1500 : 30_000;
    private static final int MILLISECONDS_BEFORE_THE_END = IS_QUICK ? 300 : 2000;

    @Test
    void nothingIsLostDoubledOrOutOfOrderWhileConnected() throws IOException, InterruptedException {
        CompletableFuture<Void> talk;
        int port;
        try (ChatServer server = ChatServer.start(0)) {
            port = server.port();
            Scenarios.run("live-open", port, CLIENTS);
            Scenarios.run("live-gather");
            Scenarios.run("live-talk", LINES_PER_SECOND, MILLISECONDS);
            talk = CompletableFuture.runAsync(() -> Scenarios.run("live-talk-until-lost", LINES_PER_SECOND));
            TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BEFORE_THE_END); // for some lines, however many
        }
        talk.join();
        try (ChatServer again = ChatServer.start(port)) {
            Scenarios.run("live-gather");
            Scenarios.run("live-talk", LINES_PER_SECOND, MILLISECONDS);
            Scenarios.run("live-end", again.port());
        }
    }
}
