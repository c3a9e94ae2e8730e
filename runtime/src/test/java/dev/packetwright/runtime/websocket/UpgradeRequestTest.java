package dev.packetwright.runtime.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of requests for WebSocket, without a socket: which ones are accepted, and the status of the others. */
class UpgradeRequestTest {
    private static final HandshakeRules RULES =
            rules(Optional.of(Set.of("https://example.org", "http://localhost:8080")), Optional.empty());

    private static final List<String> LINES = List.of(
            "GET /game HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13");

    private static HandshakeRules rules(Optional<Set<String>> origins, Optional<String> protocol) {
        return new HandshakeRules("/game", origins, false, protocol, Duration.ofSeconds(5), false);
    }

    private static String head(List<String> lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static String with(String... more) {
        return head(Stream.concat(LINES.stream(), Arrays.stream(more)).toList());
    }

    /** The request with another line in place of the one that begins like it, up to the first space or colon. */
    private static String replacing(String line) {
        String start = line.split("[ :]", -1)[0];
        return head(
                LINES.stream().map(each -> each.startsWith(start) ? line : each).toList());
    }

    private static String without(String name) {
        return head(LINES.stream().filter(line -> !line.startsWith(name)).toList());
    }

    private static String answer(String request, HandshakeRules rules) throws RefusedRequestException {
        return new String(parse(request).answer(rules), StandardCharsets.US_ASCII);
    }

    private static UpgradeRequest parse(String request) throws RefusedRequestException {
        var head = new HeadBytes();
        head.append(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(head.isComplete()).as(request).isTrue();
        return UpgradeRequest.parse(head.lines());
    }

    private static void assertAccepted(String request) throws RefusedRequestException {
        assertThat(answer(request, RULES)).startsWith("HTTP/1.1 101 Switching Protocols\r\n");
    }

    private static void assertRefused(String request, int status, String because) {
        assertRefused(request, RULES, status, because);
    }

    private static void assertRefused(String request, HandshakeRules rules, int status, String because) {
        assertThatThrownBy(() -> answer(request, rules))
                .as(request)
                .isInstanceOfSatisfying(RefusedRequestException.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(status);
                    assertThat(refusal).hasMessageContaining(because);
                    String text = new String(HttpAnswer.refusal(refusal), StandardCharsets.US_ASCII);
                    assertThat(text)
                            .startsWith("HTTP/1.1 " + status + " ")
                            .endsWith("\r\n\r\n" + refusal.getMessage() + "\n");
                    assertThat(text).contains("\r\nConnection: ", "close\r\n");
                });
    }

    /** The example of RFC 6455, section 1.3. */
    @Test
    void theExampleOfTheStandard() throws Exception {
        assertThat(answer(with(), RULES))
                .isEqualTo(head(List.of(
                        "HTTP/1.1 101 Switching Protocols",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")));
    }

    @Test
    void spellingsThatMeanTheSame() throws Exception {
        assertAccepted(replacing("Upgrade: WebSocket"));
        assertAccepted(replacing("Upgrade: h2c, websocket"));
        assertAccepted(replacing("Connection: keep-alive,upgrade"));
        assertAccepted(replacing("Connection:Upgrade\t"));
        assertAccepted(replacing("GET /game?token=1 HTTP/1.1"));
        assertAccepted(with("Cookie: name=\u00e9\u00ff", "x-y: z", "Sec-WebSocket-Extensions: permessage-deflate"));
        assertAccepted(with("Content-Length: 0"));
        assertAccepted(with("Origin: HTTPS://Example.org:443"));
        assertAccepted(with("Origin: http://localhost:8080"));
    }

    @Test
    void noExtensionIsAgreed() throws Exception {
        assertThat(answer(with("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"), RULES))
                .doesNotContainIgnoringCase("extensions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org.evil.example",
                "https://evil.example/https://example.org",
                "http://example.org",
                "https://example.org:444",
                "https://www.example.org",
                "https://example.org/",
                "https://example.org@evil.example",
                "null",
                "",
                "https://"
            })
    void originsThatAreNotInTheList(String origin) throws Exception {
        assertRefused(with("Origin: " + origin), 403, "pages of this origin are not allowed");
        assertThat(answer(with("Origin: " + origin), rules(Optional.empty(), Optional.empty())))
                .startsWith("HTTP/1.1 101 ");
    }

    @Test
    void originsMayBeRequired() {
        var required = new HandshakeRules("/game", Optional.empty(), true, Optional.empty(), Duration.ZERO, false);
        assertRefused(with(), required, 403, "the request names no origin");
        assertRefused(with("Origin: https://a.example", "Origin: https://b.example"), required, 400, "several values");
    }

    @Test
    void subProtocols() throws Exception {
        var rules = rules(Optional.empty(), Optional.of("pw.00000000000000ff"));
        assertThat(answer(with("Sec-WebSocket-Protocol: chat, pw.00000000000000ff"), rules))
                .contains("\r\nSec-WebSocket-Protocol: pw.00000000000000ff\r\n");
        assertThat(answer(with("Sec-WebSocket-Protocol: chat", "Sec-WebSocket-Protocol: pw.00000000000000ff"), rules))
                .contains("\r\nSec-WebSocket-Protocol: pw.00000000000000ff\r\n");
        String why = "the server speaks pw.00000000000000ff, which the client does not offer";
        assertRefused(with(), rules, 400, why);
        assertRefused(with("Sec-WebSocket-Protocol: pw.00000000000000fe"), rules, 400, why);
        assertRefused(with("Sec-WebSocket-Protocol: a b"), 400, "not a list of names");
        assertThat(answer(with("Sec-WebSocket-Protocol: chat"), RULES)).doesNotContain("Protocol:");
    }

    @Test
    void requestsForSomethingElse() {
        assertRefused(replacing("GET / HTTP/1.1"), 404, "no WebSocket at this path");
        assertRefused(replacing("GET /game/ HTTP/1.1"), 404, "no WebSocket at this path");
        assertRefused(replacing("GET /g%61me HTTP/1.1"), 404, "no WebSocket at this path");
        assertRefused(head(List.of("POST /game HTTP/1.1")), 405, "only GET");
        assertRefused(head(List.of("GET /game HTTP/1.0")), 505, "HTTP/1.1");
        assertRefused(head(List.of("GET /game HTTP/2.0")), 505, "HTTP/1.1");
        assertRefused(without("Upgrade"), 426, "this is the address of a WebSocket");
        assertRefused(replacing("Upgrade: websockets"), 426, "this is the address of a WebSocket");
        assertRefused(replacing("Sec-WebSocket-Version: 8"), 426, "version");
        assertRefused(without("Sec-WebSocket-Version"), 426, "version");
    }

    @Test
    void theRightVersionIsTold() {
        var refusal = new RefusedRequestException(HttpAnswer.UPGRADE_REQUIRED, "text");
        assertThat(new String(HttpAnswer.refusal(refusal), StandardCharsets.US_ASCII))
                .contains("\r\nUpgrade: websocket\r\n", "\r\nSec-WebSocket-Version: 13\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  /game HTTP/1.1",
                "GET /game",
                "GET /game http/1.1",
                "G@T /game HTTP/1.1",
                "GET game HTTP/1.1",
                "GET /game#part HTTP/1.1",
                "GET http://localhost/game HTTP/1.1",
                " GET /game HTTP/1.1",
                "GET /game HTTP/1.1 ",
                "GET /g\u00e4me HTTP/1.1"
            })
    void firstLinesThatAreMalformed(String line) {
        assertRefused(head(List.of(line, "Host: localhost")), 400, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Name : value",
                "Name",
                ": value",
                " folded",
                "\tfolded",
                "Na(me: value",
                "Host: another",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "Content-Length: 1",
                "Content-Length: -0",
                "Transfer-Encoding: chunked"
            })
    void linesThatAreRefused(String line) {
        assertRefused(with(line), 400, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZTE=",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j",
                "Sec-WebSocket-Key: !!!!",
                "Sec-WebSocket-Key: ",
                "Connection: close",
                "Host: "
            })
    void valuesThatAreRefused(String line) {
        assertRefused(replacing(line), 400, "");
    }

    @Test
    void tooManyFields() {
        String[] many = new String[64 - LINES.size() + 2];
        Arrays.fill(many, "a: b");
        assertRefused(with(many), 431, "more than 64");
    }

    // ---- the bytes

    private static void assertRefusedAt(String bytes, int status, int length) {
        var head = new HeadBytes();
        byte[] all = bytes.getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> {
                    for (byte each : all) { // at this byte, not at the end of the head
                        head.append(ByteBuffer.wrap(new byte[] {each}));
                    }
                })
                .isInstanceOfSatisfying(
                        RefusedRequestException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(status));
        assertThat(head.length()).isEqualTo(length);
    }

    @Test
    void bytesThatAreRefusedAtOnce() {
        assertRefusedAt("GET / HTTP/1.1\nHost", 400, 15);
        assertRefusedAt("GET / HTTP/1.1\rHost", 400, 16);
        assertRefusedAt("GET / HTTP/1.1\r\r\n", 400, 16);
        assertRefusedAt("\n", 400, 1);
        assertRefusedAt("\0\0\0", 400, 1);
        assertRefusedAt("GET /\u007f", 400, 6);
        assertRefusedAt("\f\0\7\0", 400, 1);
        assertRefusedAt("GET /" + "a".repeat(10_000), 431, 8192);
    }

    @Test
    void endsBehindTheEmptyLine() throws Exception {
        var head = new HeadBytes();
        ByteBuffer in = ByteBuffer.wrap((with() + "more").getBytes(StandardCharsets.US_ASCII));
        head.append(in);
        assertThat(head.isComplete()).isTrue();
        assertThat(in.remaining()).isEqualTo(4);
        assertThat(head.lines()).containsExactlyElementsOf(LINES);
    }

    /** Changed requests are either refused or accepted, and no other exception is thrown. */
    @Test
    void randomChangesOfARequest() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        System.out.println("UpgradeRequestTest.randomChangesOfARequest: seed " + seed);
        int accepted = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = with("Origin: https://example.org", "Sec-WebSocket-Protocol: a, b")
                    .getBytes(StandardCharsets.US_ASCII);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] =
                        random.nextBoolean() ? (byte) random.nextInt() : (byte) " :,\r\n=/".charAt(random.nextInt(7));
            }
            var head = new HeadBytes();
            try {
                head.append(ByteBuffer.wrap(bytes));
                if (head.isComplete()) {
                    String answer =
                            new String(UpgradeRequest.parse(head.lines()).answer(RULES), StandardCharsets.US_ASCII);
                    assertThat(answer.lines()).allMatch(line -> line.matches("[ -~]*"));
                    accepted++;
                }
            } catch (RefusedRequestException refusal) {
                assertThat(refusal.status()).isBetween(400, 505);
            }
        }
        assertThat(accepted).isPositive();
    }
}
