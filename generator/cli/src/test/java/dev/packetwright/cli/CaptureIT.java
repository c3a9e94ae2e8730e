package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.capture.PcapFile;
import dev.packetwright.runtime.capture.TcpConversation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captures that a running server and its client write under TLS, read by {@code packetwright decode}. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CaptureIT {
    private static final String PDL = """
            <PDL>
              <struct name="Card"><string name="holder"/><string name="number" redacted="true"/></struct>
              <packet name="C_Hello">
                <string name="name"/>
                <string name="password" redacted="true"/>
                <list name="card" type="Card"/>
              </packet>
              <packet name="S_Welcome"><string name="text"/><int name="online"/></packet>
            </PDL>
            """;

    /** Logs in over TLS. The answers are a packet and one that is too large for a segment, sent to each in a group. */
    private static final String PROGRAM = """
            import dev.packetwright.runtime.group.*;
            import dev.packetwright.runtime.packet.*;
            import dev.packetwright.runtime.session.*;
            import hello.*;
            import java.net.*;
            import java.nio.file.*;
            import java.util.*;
            import java.util.concurrent.*;
            import javax.net.ssl.*;

            final class Captured {
                static final SessionGroup<Server> GROUP = new SessionGroup<>();
                static final CountDownLatch ANSWERS = new CountDownLatch(2);
                static final char[] PASSWORD = "changeit".toCharArray();

                static final class Server extends PacketSession {
                    final ServerPacketManager<Server> packets = new ServerPacketManager<>((session, hello) -> {
                        session.send(new S_Welcome("Hello, " + hello.name() + "!", 1));
                        GROUP.enter(session);
                        GROUP.broadcast(new S_Welcome("x".repeat(32_000), 2));
                    });

                    @Override protected void onPacket(PacketReader packet) { packets.dispatch(this, packet); }
                }

                static final class Client extends PacketSession {
                    @Override protected void onPacket(PacketReader packet) { ANSWERS.countDown(); }
                }

                public static void main(String[] args) throws Exception {
                    var server = ServerOptions.defaults()
                            .withTls(TlsOptions.of(TlsServer.contextOf(Path.of("server.p12"), PASSWORD)));
                    var client = ConnectorOptions.defaults()
                            .withTls(TlsOptions.of(TlsClient.trusting(Path.of("trusted.p12"), PASSWORD)));
                    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                    try (PacketCapture atServer = PacketCapture.open(Path.of("server.pcap"), 1_000_000, Protocol::redact);
                            PacketCapture atClient = PacketCapture.open(Path.of("client.pcap"), 1_000_000, Protocol::redact);
                            Listener listener = Listener.open(address, server, Server::new);
                            Connector connector = Connector.open(client)) {
                        listener.addTap(atServer);
                        connector.addTap(atClient);
                        var session = connector.connect(listener.localAddress(), Client::new).get();
                        session.send(new C_Hello("ada", "SECRET", List.of(new Card("Ada", "SECRET"))));
                        ANSWERS.await();
                        session.send(new Unknown()); // ends the session
                        session.disconnected().toCompletableFuture().get();
                    }
                }

                /** A packet of a later version, of which nobody knows what is secret in it. */
                record Unknown() implements Packet {
                    @Override public int packetId() { return 99; }
                    @Override public int encodedSize() { return 12; }
                    @Override public void write(PacketWriter out) { out.writeLong(0x0045_0052_0043_0045L); }
                }
            }
            """;

    private static final String TO_SERVER = "\"direction\":\"client to server\"";
    private static final String TO_CLIENT = "\"direction\":\"server to client\"";

    @TempDir
    private Path folder;

    private void record() throws IOException, InterruptedException {
        DocumentExample example = new DocumentExample("docs/operations.md", "## TLS", folder);
        for (String command :
                (example.block("sh", 1) + example.block("sh", 2)).lines().toList()) {
            String[] words = command.split(" +", -1);
            example.run(words[0], Arrays.copyOfRange(words, 1, words.length));
        }
        example.generate(PDL);
        example.compile("TlsServer", example.block("java", 1));
        example.compile("TlsClient", example.block("java", 2));
        example.compile("Captured", PROGRAM);
        Process program = example.start("Captured");
        try {
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    @Tag("full")
    @Test
    void areDecodedOnBothSides() throws IOException, InterruptedException {
        record();
        assertIsWhole("server.pcap");
        assertIsWhole("client.pcap");
    }

    /** Bytes that are left out are a gap, and the next packet is found, in IPv4 and IPv6 and between the two. */
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.2, 10.0.0.1:50000 > 10.0.0.2:7777",
        "2001:db8::1, 2001:db8::2, [2001:db8:0:0:0:0:0:1]:50000 > [2001:db8:0:0:0:0:0:2]:7777",
        "10.0.0.1, 2001:db8::2, > [2001:db8:0:0:0:0:0:2]:7777"
    })
    void haveGapsAndAddressesOfAnyKind(String client, String server, String flow) throws IOException {
        Files.writeString(folder.resolve("hello.xml"), PDL);
        Path path = folder.resolve("gaps.pcap");
        byte[] packet = HexFormat.of().parseHex("0e00020004004800690001000000");
        Instant time = Instant.parse("2026-01-02T03:04:05.678901Z");
        var conversation =
                new TcpConversation(new InetSocketAddress(client, 50_000), new InetSocketAddress(server, 7777), 1);
        try (var file = new PcapFile(
                Files.newByteChannel(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 100_000)) {
            assertThat(conversation.fromServer(file, time, packet, 0)).isTrue();
            for (int i = 0; i < 30; i++) {
                assertThat(conversation.fromClient(file, time, packet, i == 15 ? 123 : 0))
                        .isTrue();
                assertThat(conversation.fromServer(file, time, packet, 0)).isTrue();
            }
            conversation.end(file, time);
            file.flush();
        }
        List<String> lines = new Shell(folder)
                .run("decode", "hello.xml", "gaps.pcap")
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSize(62);
        assertThat(lines.stream().filter(line -> line.contains("\"error\":\"the capture lacks 123 bytes\"")))
                .hasSize(1);
        assertThat(lines.stream().filter(line -> line.contains("{\"text\":\"Hi\",\"online\":1}")))
                .hasSize(61)
                .allMatch(line -> line.contains("2026-01-02T03:04:05.678901Z"));
        assertThat(lines).anyMatch(line -> line.contains(flow));
    }

    private void assertIsWhole(String file) throws IOException {
        Shell.Result decoded = new Shell(folder).run("decode", "hello.xml", file);
        assertThat(decoded.err()).isEmpty();
        List<String> lines = decoded.out().lines().toList();
        assertThat(lines).as(decoded.out()).hasSize(4);
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"packet\":\"C_Hello\"", TO_SERVER, "127.0.0.1")
                        .endsWith("\"members\":{\"name\":\"ada\",\"password\":\"\","
                                + "\"card\":[{\"holder\":\"Ada\",\"number\":\"\"}]}}"))
                .anySatisfy(
                        line -> assertThat(line).contains("\"error\":\"is 99, and no packet has that id\"", TO_SERVER))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"packet\":\"S_Welcome\"", TO_CLIENT)
                        .endsWith("\"members\":{\"text\":\"Hello, ada!\",\"online\":1}}"))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"packet\":\"S_Welcome\"", TO_CLIENT)
                        .endsWith("\"members\":{\"text\":\"" + "x".repeat(32_000) + "\",\"online\":2}}"));
        assertThat(new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.ISO_8859_1))
                .contains("a\0d\0a\0")
                .doesNotContain("S\0E\0C\0", "E\0C\0R\0");
    }
}
