package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.testing.NeedsNode;
import dev.packetwright.testing.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The client {@code ws} of npm, an independent implementation, talks to sessions over WebSocket. */
@Tag("full")
class WebSocketNodeTest {
    private static final Path SOURCES = Path.of("src/test/resources/node");
    private static final Path BUILT = Path.of("target/node").toAbsolutePath();

    @BeforeAll
    static void reportWhatIsLeftOut() {
        Node.reportWhatIsLeftOut("the client ws of npm");
    }

    private static final class Echoing extends RecordingSession {
        @Override
        protected void whenReceived(Message message) {
            send(message);
        }
    }

    private static String talk(Server<Echoing> server, String origin, String protocol) throws IOException {
        Node.modules(SOURCES, BUILT);
        Path client = Files.copy(
                SOURCES.resolve("client.mjs"), BUILT.resolve("client.mjs"), StandardCopyOption.REPLACE_EXISTING);
        return Node.run(
                BUILT,
                client,
                "ws://127.0.0.1:" + server.address().getPort() + "/game",
                origin,
                protocol,
                hex(Message.of(1, 1)),
                hex(Message.of(1, 2)));
    }

    private static String hex(Message message) {
        return HexFormat.of().formatHex(message.toBytes());
    }

    private static Server<Echoing> open() {
        WebSocketOptions options = WebSocketOptions.defaults()
                .withPath("/game")
                .withOrigins(List.of("https://example.org"))
                .withProtocol(255);
        return Server.openExactly(ServerOptions.defaults().withWebSocket(options), Echoing::new);
    }

    /** It offers permessage-deflate, which is declined. */
    @Test
    @NeedsNode
    void packetsBothWays() throws IOException {
        try (Server<Echoing> server = open()) {
            String output = talk(server, "https://example.org", "pw.00000000000000ff");
            assertThat(output)
                    .startsWith("open pw.00000000000000ff without extensions\nbinary ")
                    .contains(hex(Message.of(1, 1)), hex(Message.of(1, 2)))
                    .endsWith("\npong ping\nclose 1000\n");
            assertThat(server.next().awaitDisconnect()).asString().isEqualTo("closed by peer");
        }
    }

    @Test
    @NeedsNode
    void refusalsThatCanBeRead() throws IOException {
        try (Server<Echoing> server = open()) {
            assertThat(talk(server, "https://evil.example", "pw.00000000000000ff"))
                    .isEqualTo("refused 403\nbecause pages of this origin are not allowed\n");
        }
    }

    @Test
    @NeedsNode
    void anotherProtocol() throws IOException {
        try (Server<Echoing> server = open()) {
            assertThat(talk(server, "https://example.org", "pw.00000000000000fe"))
                    .startsWith("refused 400\nbecause the server speaks pw.00000000000000ff, ");
        }
    }
}
