package dev.packetwright.runtime.session;

import static dev.packetwright.runtime.testing.WebSocketFrames.BINARY;
import static dev.packetwright.runtime.testing.WebSocketFrames.CONTINUATION;
import static dev.packetwright.runtime.testing.WebSocketFrames.FINAL;
import static dev.packetwright.runtime.testing.WebSocketFrames.PING;
import static dev.packetwright.runtime.testing.WebSocketFrames.PONG;
import static dev.packetwright.runtime.testing.WebSocketFrames.TEXT;
import static dev.packetwright.runtime.testing.WebSocketFrames.join;
import static dev.packetwright.runtime.testing.WebSocketFrames.masked;
import static dev.packetwright.runtime.testing.WebSocketFrames.message;
import static dev.packetwright.runtime.testing.WebSocketFrames.unmasked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.LogOf;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.WebSocketClient;
import dev.packetwright.runtime.testing.WebSocketFrames.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions over WebSocket: what the frames of a peer do, and which close codes it gets. */
class WebSocketTest {
    private static final byte[] NOTHING = {};
    private static final byte[] PACKET = Message.of(1, 2).toBytes();

    private final LogOf warnings = LogOf.warnings();
    private Server<RecordingSession> server = open(ServerOptions.defaults());

    private static Server<RecordingSession> open(ServerOptions options) {
        return Server.openExactly(
                options.withLoops(1).withWebSocket(WebSocketOptions.defaults()), RecordingSession::new);
    }

    private void reopen(SessionOptions session) {
        server.close();
        server = open(ServerOptions.defaults().withSession(session));
    }

    @AfterEach
    void close() {
        server.close();
        warnings.close();
    }

    private WebSocketClient connect() {
        return WebSocketClient.connect(server.address());
    }

    private static Message only(Frame frame) {
        assertThat(frame.first()).isEqualTo(FINAL | BINARY);
        return Message.read(new PacketReader(frame.content()));
    }

    // ---- packets

    @Test
    void packetsBothWays() {
        try (WebSocketClient client = connect()) {
            RecordingSession session = server.next();
            client.send(Message.of(1, 1)).send(Message.of(1, 2), Message.ofSize(8192), Message.of(1, 3));
            assertThat(session.nextMessage()).isEqualTo(Message.of(1, 1));
            assertThat(session.nextMessage()).isEqualTo(Message.of(1, 2));
            assertThat(session.nextMessage()).isEqualTo(Message.ofSize(8192));
            assertThat(session.nextMessage()).isEqualTo(Message.of(1, 3));
            for (int size : new int[] {12, 125, 126, 127, 65_534, 65_535, 13}) {
                session.send(Message.ofSize(size));
                assertThat(only(client.read())).isEqualTo(Message.ofSize(size));
            }
            assertThat(session.breaches()).isEmpty();
        }
    }

    /** More than one write to the socket. Each message ends behind a packet, and the peer reads late. */
    @Test
    void eachMessageHoldsWholePackets() {
        try (WebSocketClient client = connect()) {
            RecordingSession session = server.next();
            int sent = 0;
            while (session.isOpen() && sent < 500) {
                session.send(new Message(1, sent, sent * 3));
                sent++;
            }
            for (int received = 0; received < sent; ) {
                Frame frame = client.read();
                assertThat(frame.first()).isEqualTo(FINAL | BINARY);
                for (int at = 0; at < frame.content().length; received++) {
                    int size = new Message(1, received, received * 3).encodedSize();
                    byte[] packet = Arrays.copyOfRange(frame.content(), at, at + size);
                    assertThat(Message.read(new PacketReader(packet)).number()).isEqualTo(received);
                    at += size;
                }
            }
        }
    }

    @Test
    void whatIsSentAtOnceIsOneMessage() {
        try (WebSocketClient client = connect()) {
            RecordingSession session = server.next();
            PacketSession.broadcast(
                    List.of(session), join(PACKET, Message.ofSize(100).toBytes(), PACKET));
            assertThat(client.read().content()).hasSize(12 + 100 + 12);
        }
    }

    @Test
    void aMessageInFragmentsOfAnySize() {
        byte[] content =
                join(PACKET, Message.ofSize(300).toBytes(), Message.of(3, 4).toBytes());
        try (WebSocketClient client = connect()) {
            RecordingSession session = server.next();
            for (int size : new int[] {1, 2, 3, 11, 12, 100, content.length}) {
                var frames = new ByteArrayOutputStream();
                for (int at = 0; at < content.length; at += size) {
                    int end = Math.min(content.length, at + size);
                    int first = (at == 0 ? BINARY : CONTINUATION) | (end == content.length ? FINAL : 0);
                    frames.writeBytes(masked(first, Arrays.copyOfRange(content, at, end)));
                    frames.writeBytes(masked(FINAL | PONG, new byte[] {1, 2, 3})); // may come in between
                }
                client.write(frames.toByteArray());
                assertThat(session.nextMessage()).isEqualTo(Message.of(1, 2));
                assertThat(session.nextMessage()).isEqualTo(Message.ofSize(300));
                assertThat(session.nextMessage()).isEqualTo(Message.of(3, 4));
            }
        }
    }

    @Test
    void aMessageCutAtEveryByte() {
        byte[] frames = join(
                message(PACKET),
                masked(FINAL | PING, NOTHING),
                message(Message.ofSize(200).toBytes()));
        try (WebSocketClient client = connect()) {
            RecordingSession session = server.next();
            for (int cut = 1; cut < frames.length; cut++) {
                client.write(Arrays.copyOf(frames, cut));
                try (WebSocketClient bell = connect()) {
                    bell.send(Message.of(9, 9));
                    server.next().nextMessage(); // so the loop has received the first part
                    assertThat(session.isOpen()).isTrue();
                }
                client.write(Arrays.copyOfRange(frames, cut, frames.length));
                assertThat(session.nextMessage()).isEqualTo(Message.of(1, 2));
                assertThat(session.nextMessage()).isEqualTo(Message.ofSize(200));
                assertThat(client.read().opcode()).isEqualTo(PONG);
            }
        }
    }

    // ---- control frames

    @Test
    void pingsAreAnswered() {
        byte[] content = new byte[125];
        Arrays.fill(content, (byte) 7);
        try (WebSocketClient client = connect()) {
            server.next();
            for (byte[] each : List.of(NOTHING, new byte[] {1}, content)) {
                client.write(masked(FINAL | PING, each));
                Frame answer = client.read();
                assertThat(answer.first()).isEqualTo(FINAL | PONG);
                assertThat(answer.content()).isEqualTo(each);
            }
        }
    }

    /** The peer that sends more pings than a few at once gets fewer answers, and the newest one is among them. */
    @Test
    void manyPingsAtOnceDoNotPileUp() {
        var pings = new ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            pings.writeBytes(masked(FINAL | PING, new byte[] {(byte) i}));
        }
        try (WebSocketClient client = connect()) {
            server.next();
            client.write(pings.toByteArray());
            List<Byte> answered = new ArrayList<>();
            while (answered.isEmpty() || answered.get(answered.size() - 1) != 99) {
                answered.add(client.read().content()[0]);
            }
            assertThat(answered).isSorted();
        }
    }

    @Test
    void theServerPings() {
        server.close();
        server = Server.openExactly(
                ServerOptions.defaults()
                        .withWebSocket(WebSocketOptions.defaults().withPingInterval(Duration.ofMillis(1))),
                RecordingSession::new);
        try (WebSocketClient client = connect()) {
            assertThat(client.read().first()).isEqualTo(FINAL | PING);
        }
    }

    @Test
    void thePeerCloses() {
        assertPeerCloses(new byte[] {3, (byte) 0xe8}, 1000, "closed by peer");
        assertPeerCloses(new byte[] {3, (byte) 0xe9, 'b', 'y', 'e'}, 1001, "closed by peer");
        assertPeerCloses(NOTHING, 1005, "closed by peer");
        assertPeerCloses(new byte[] {0x0f, (byte) 0xa1}, 4001, "closed by peer: with code 4001 of WebSocket");
    }

    private void assertPeerCloses(byte[] content, int answer, String end) {
        try (WebSocketClient client = connect()) {
            RecordingSession session = server.next();
            client.write(join(message(PACKET), masked(FINAL | 8, content), message(PACKET)));
            assertThat(client.readCloseCode()).isEqualTo(answer);
            assertThat(client.readToEnd()).isEmpty();
            assertThat(session.awaitDisconnect()).asString().isEqualTo(end);
            assertThat(session.waitingMessages()).isEqualTo(1);
        }
    }

    @Test
    void whatWasSentComesBeforeTheAnswerToAClose() {
        try (WebSocketClient client = connect()) {
            RecordingSession session = server.next();
            for (int i = 0; i < 20; i++) {
                session.send(Message.ofSize(40_000));
            }
            client.write(masked(FINAL | 8, NOTHING));
            int received = 0;
            for (Frame frame = client.read(); frame.opcode() == BINARY; frame = client.read()) {
                received += frame.content().length;
            }
            assertThat(received).isEqualTo(20 * 40_000);
            assertThat(session.awaitDisconnect()).asString().isEqualTo("closed by peer");
        }
    }

    @Test
    void anEndWithoutAClose() {
        try (WebSocketClient client = connect()) {
            RecordingSession session = server.next();
            client.finish();
            assertThat(session.awaitDisconnect())
                    .asString()
                    .isEqualTo("closed by peer: without a close frame of WebSocket, so that something may be missing");
        }
    }

    // ---- the close codes of this side

    @Test
    void thisSideCloses() {
        try (WebSocketClient client = connect()) {
            RecordingSession session = server.next();
            session.send(Message.of(1, 1));
            session.close();
            assertThat(only(client.read())).isEqualTo(Message.of(1, 1));
            assertThat(client.readCloseCode()).isEqualTo(1000);
            assertThat(session.disconnected().toCompletableFuture()).isNotDone(); // the peer has to answer
            client.write(join(message(PACKET), masked(FINAL | 8, new byte[] {3, (byte) 0xe8})));
            assertThat(client.readToEnd()).isEmpty();
            assertThat(session.awaitDisconnect()).asString().isEqualTo("closed locally");
            assertThat(session.waitingMessages()).isZero();
        }
    }

    @Test
    void theListenerCloses() {
        try (WebSocketClient client = connect()) {
            RecordingSession session = server.next();
            var closing = new Thread(server::close);
            closing.start();
            assertThat(client.readCloseCode()).isEqualTo(1001);
            client.write(masked(FINAL | 8, new byte[] {3, (byte) 0xe9}));
            assertThat(session.awaitDisconnect()).asString().isEqualTo("closed locally");
        }
    }

    @Test
    void anAbortResets() {
        try (WebSocketClient client = connect()) {
            server.next().abort();
            assertThat(client.readCloseCode()).isEqualTo(1006);
        }
    }

    @Test
    void aHandlerThatThrows() {
        try (var failing = Server.openExactly(
                        ServerOptions.defaults().withWebSocket(WebSocketOptions.defaults()), Failing::new);
                var client = WebSocketClient.connect(failing.address())) {
            client.send(Message.of(1, 1));
            assertThat(client.readCloseCode()).isEqualTo(1011);
            assertThat(failing.next().awaitDisconnect().reason()).isEqualTo(DisconnectReason.HANDLER_FAILED);
        }
    }

    private static final class Failing extends RecordingSession {
        @Override
        protected void whenReceived(Message message) {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void limitsOfSessionsHold() {
        reopen(SessionOptions.forListener().withReceiveRates(RateLimit.of(1, 3), RateLimit.of(1, 100_000)));
        assertRefused(
                join(message(PACKET), message(PACKET), message(PACKET), message(PACKET)),
                1008,
                "packet rate exceeded: at id 7");
        reopen(SessionOptions.forListener().withReceiveRates(RateLimit.of(100, 1000), RateLimit.of(1, 640)));
        byte[] oneByteFrames = new byte[0];
        byte[] emptyFrames = masked(BINARY, NOTHING);
        byte[] pings = new byte[0];
        for (int i = 0; i < 11; i++) {
            oneByteFrames = join(oneByteFrames, masked(i == 0 ? BINARY : CONTINUATION, new byte[] {(byte) 0xff}));
            emptyFrames = join(emptyFrames, masked(CONTINUATION, NOTHING));
            pings = join(pings, masked(FINAL | PING, NOTHING));
        }
        assertRefused(pings, 1008, "byte rate exceeded: 704 bytes more");
        assertRefused(emptyFrames, 1008, "byte rate exceeded: 768 bytes more");
        assertRefused(oneByteFrames, 1008, "byte rate exceeded: 704 bytes more");
    }

    // ---- violations

    @Test
    void violationsOfTheProtocol() {
        assertRefused(unmasked(FINAL | BINARY, PACKET), 1002, "WebSocket invalid: a frame of a client is not masked");
        assertRefused(unmasked(FINAL | PING, NOTHING), 1002, "WebSocket invalid: a frame of a client is not masked");
        assertRefused(
                masked(FINAL | 0x40 | BINARY, PACKET),
                1002,
                "WebSocket invalid: a reserved bit is set, but no extension was agreed");
        assertRefused(masked(FINAL | 3, PACKET), 1002, "WebSocket invalid: opcode 3 is not defined");
        assertRefused(masked(FINAL | 11, PACKET), 1002, "WebSocket invalid: opcode 11 is not defined");
        assertRefused(
                masked(FINAL | CONTINUATION, PACKET), 1002, "WebSocket invalid: a continuation without a message");
        assertRefused(
                join(masked(BINARY, PACKET), masked(FINAL | BINARY, PACKET)),
                1002,
                "WebSocket invalid: a message begins inside of another one");
        String control = "WebSocket invalid: a control frame is fragmented or longer than 125 bytes";
        assertRefused(masked(PING, NOTHING), 1002, control);
        assertRefused(masked(FINAL | PING, new byte[126]), 1002, control);
        assertRefused(
                masked(FINAL | TEXT, new byte[] {'a'}),
                1003,
                "WebSocket invalid: a text message; packets come in binary ones");
        assertRefused(masked(FINAL | 8, new byte[] {3}), 1002, "WebSocket invalid: a close frame with half a code");
        for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535}) {
            assertRefused(
                    masked(FINAL | 8, new byte[] {(byte) (code >> 8), (byte) code}),
                    1002,
                    "WebSocket invalid: a close frame with code " + code);
        }
        assertRefused(
                masked(FINAL | 8, new byte[] {3, (byte) 0xe8, (byte) 0xc0}),
                1007,
                "malformed packet: the reason of a close frame is not UTF-8");
    }

    @Test
    void lengthsThatAreNotTheShortest() {
        String refusal = "WebSocket invalid: the length of a frame is not in its shortest form";
        int masked = 0x80;
        assertRefused(new byte[] {(byte) (FINAL | BINARY), (byte) (masked | 126), 0, 125, 0, 0, 0, 0}, 1002, refusal);
        byte[] longest = {(byte) (FINAL | BINARY), (byte) (masked | 127), 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0};
        assertRefused(longest, 1002, refusal);
        longest[2] = (byte) 0x80;
        assertRefused(longest, 1002, refusal);
    }

    /** The refusal comes with the header, before the content. */
    @Test
    void messagesThatAreTooLarge() {
        String refusal = "WebSocket invalid: a message of more than 65536 bytes";
        byte[] declared = Arrays.copyOf(message(new byte[65_537]), 14);
        assertRefused(declared, 1009, refusal);
        byte[] fragment = masked(BINARY, tenPackets());
        byte[] rest = Arrays.copyOf(masked(CONTINUATION, new byte[65_500]), 8);
        assertRefused(join(fragment, rest), 1009, refusal);
        try (WebSocketClient client = connect()) { // the largest message
            client.write(message(packets(65_536)));
            RecordingSession session = server.next();
            Await.until("all received", () -> session.waitingMessages() == 65_536 / 4096);
        }
    }

    private static byte[] tenPackets() {
        return packets(10 * 4096);
    }

    private static byte[] packets(int bytes) {
        byte[] all = new byte[0];
        while (all.length < bytes) {
            all = join(all, Message.ofSize(4096).toBytes());
        }
        return all;
    }

    @Test
    void packetsThatAreMalformed() {
        assertRefused(
                message(new byte[] {3, 0, 0, 0}), 1007, "malformed packet: header.size at byte 0: is 3, not 4 to 8192");
        assertRefused(
                message(Arrays.copyOf(Message.ofSize(8193).toBytes(), 8193)),
                1009,
                "malformed packet: header.size at byte 0: is 8193, not 4 to 8192");
    }

    @Test
    void aPacketInTwoMessages() {
        String refusal = "malformed packet: a message ends in the middle of a packet";
        for (int cut = 1; cut < PACKET.length; cut++) {
            assertRefused(join(message(PACKET), message(Arrays.copyOf(PACKET, cut))), 1007, refusal);
        }
    }

    /** Asserts that the peer gets the code, that the session ends like that, and that another one is not affected. */
    private void assertRefused(byte[] bytes, int closeCode, String end) {
        try (WebSocketClient other = connect()) {
            RecordingSession bystander = server.next();
            try (WebSocketClient client = connect()) {
                RecordingSession session = server.next();
                client.writeIfStillConnected(bytes);
                assertThat(client.readCloseCode()).as(end).isEqualTo(closeCode);
                assertThat(client.readToEnd()).isEmpty();
                assertThat(session.awaitDisconnect()).asString().isEqualTo(end);
            }
            other.send(Message.of(1, 1));
            assertThat(bystander.nextMessage()).isEqualTo(Message.of(1, 1));
            assertThat(warnings.alarms()).isEmpty();
        }
    }

    // ---- sessions with a protocol of their own, and shared ports

    @Test
    void bytesWithoutPackets() throws Exception {
        try (Listener listener = Listener.open(
                        Server.anyPort(),
                        ServerOptions.defaults().withWebSocket(WebSocketOptions.defaults()),
                        Echo::new);
                var client = WebSocketClient.connect(listener.localAddress())) {
            client.write(message(new byte[] {1, 2, 3}));
            assertThat(client.read().content()).containsExactly(1, 2, 3);
        }
    }

    private static final class Echo extends Session {
        @Override
        protected int onReceived(byte[] buffer, int offset, int length) {
            send(Arrays.copyOfRange(buffer, offset, offset + length));
            return length;
        }
    }

    @Test
    void onePortForBoth() {
        ServerOptions shared = ServerOptions.defaults()
                .withWebSocket(WebSocketOptions.defaults().withTcpOnSamePort());
        try (var both = Server.openExactly(shared, RecordingSession::new)) {
            for (int size : new int[] {'G', 12, 8192}) {
                try (WebSocketClient web = WebSocketClient.connect(both.address());
                        Peer plain = Peer.connectPlain(both.address())) {
                    RecordingSession overWeb = both.next();
                    byte[] bytes = Message.ofSize(size).toBytes();
                    plain.write(Arrays.copyOf(bytes, 1));
                    plain.write(Arrays.copyOfRange(bytes, 1, size));
                    RecordingSession overTcp = both.next();
                    assertThat(overTcp.nextMessage()).isEqualTo(Message.ofSize(size));
                    overTcp.send(Message.of(1, 1));
                    assertThat(plain.readMessage()).isEqualTo(Message.of(1, 1));
                    web.send(Message.of(2, 2));
                    assertThat(overWeb.nextMessage()).isEqualTo(Message.of(2, 2));
                }
            }
            try (WebSocketClient slow = WebSocketClient.connectOnly(both.address())) {
                for (byte each : WebSocketClient.request("/").getBytes(StandardCharsets.US_ASCII)) {
                    slow.write(new byte[] {each});
                }
                assertThat(slow.readHead()).startsWith("HTTP/1.1 101 ");
            }
        }
    }

    @Test
    void aSharedPortIsRefusedWhereItWouldBeAmbiguous() {
        ServerOptions shared = ServerOptions.defaults()
                .withWebSocket(WebSocketOptions.defaults().withTcpOnSamePort());
        SessionOptions large = SessionOptions.forListener().withMaxReceivedPacketSize(17_735);
        assertThat(shared.withSession(large.withMaxReceivedPacketSize(17_734)).webSocket())
                .isPresent();
        assertThatThrownBy(() -> shared.withSession(large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxReceivedPacketSize is 17,735: with 17,735 or more")
                .hasMessageContaining("use another port");
    }

    /** The frames of a broadcast are the same for all members. */
    @Test
    void broadcasts() {
        List<WebSocketClient> clients = new ArrayList<>();
        List<RecordingSession> members = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(connect());
            members.add(server.next());
        }
        for (int size : new int[] {12, 2000, Packet.MAX_SIZE}) {
            PacketSession.broadcast(members, Message.ofSize(size));
            for (WebSocketClient client : clients) {
                assertThat(only(client.read())).isEqualTo(Message.ofSize(size));
            }
        }
        clients.forEach(WebSocketClient::close);
    }
}
