package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the unchanged examples of the README, of docs/operations.md and of docs/testing.md. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DocumentsIT {
    private static final String README = "README.md";
    private static final String OPERATIONS = "docs/operations.md";
    private static final String TESTING = "docs/testing.md";
    private static final int JAVA_BLOCKS_OF_TESTING = 6;
    private static final byte[] C_HELLO = HexFormat.of().parseHex("0c0001000600410064006100");

    /** The header of the PROXY protocol for a client at 192.0.2.7, port 40000. */
    private static final byte[] PROXY_HEADER =
            HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2111000cc0000207c00002c89c401e61");

    @TempDir
    private Path folder;

    @Test
    void theServerOfTheReadmeAnswers() throws IOException, InterruptedException {
        int port = DocumentExample.freePort();
        DocumentExample example = readme();
        example.generate(example.block("xml"));
        example.compile("HelloServer", example.block("java").replace("7777", String.valueOf(port)));
        Process server = example.start("HelloServer");
        try (Socket client = DocumentExample.connect(port, server)) {
            assertIsAnswered(client);
        } finally {
            server.destroyForcibly();
        }
    }

    @Tag("full")
    @Test
    void theTlsServerOfOperationsAnswers() throws IOException, InterruptedException, GeneralSecurityException {
        int port = DocumentExample.freePort();
        DocumentExample example = new DocumentExample(OPERATIONS, "## TLS", folder);
        runEach(example, example.block("sh", 1));
        runEach(example, example.block("sh", 2));
        example.generate(readme().block("xml"));
        example.compile("TlsServer", example.block("java").replace("7777", String.valueOf(port)));
        example.compile("TlsClient", example.block("java", 2));
        Process server = example.start("TlsServer");
        try (Socket plain = DocumentExample.connect(port, server);
                SSLSocket client = (SSLSocket) contextThatTrusts(folder.resolve("trusted.p12"))
                        .getSocketFactory()
                        .createSocket(plain, "localhost", port, true)) {
            assertIsAnswered(client);
        } finally {
            server.destroyForcibly();
        }
    }

    /** The server answers, Prometheus finds its packets counted, and its capture is readable while it runs. */
    @Tag("full")
    @Test
    void theWatchedServerOfOperationsShowsWhatFlows() throws IOException, InterruptedException {
        int port = DocumentExample.freePort();
        int metricsPort = DocumentExample.freePort();
        DocumentExample example = new DocumentExample(OPERATIONS, "## Seeing what flows", folder);
        example.generate(readme().block("xml"));
        example.compile(
                "WatchedServer",
                example.block("java")
                        .replace("7777", String.valueOf(port))
                        .replace("9464", String.valueOf(metricsPort)));
        Process server = example.start("WatchedServer");
        try (Socket client = DocumentExample.connect(port, server)) {
            assertIsAnswered(client);
            DocumentExample.connect(metricsPort, server).close();
            try (InputStream metrics = URI.create("http://localhost:" + metricsPort + "/metrics")
                    .toURL()
                    .openStream()) {
                assertThat(new String(metrics.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("\npacketwright_packet_received_total{packet=\"C_Hello\"} 1\n")
                        .contains("\npacketwright_packet_sent_bytes_total{packet=\"S_Welcome\"} 32\n");
            }
            Shell.Result decoded;
            do { // the capture writes on a thread of its own
                decoded = new Shell(folder).run("decode", "hello.xml", "hello.pcap");
            } while (decoded.out().lines().count() < 2);
            assertThat(decoded.out()).contains("{\"name\":\"Ada\"}", "{\"text\":\"Hello, Ada!\",\"online\":1}");
        } finally {
            server.destroyForcibly();
        }
    }

    @Tag("full")
    @Test
    void theProxiedServerOfOperationsAnswers() throws IOException, InterruptedException {
        int port = DocumentExample.freePort();
        DocumentExample example = new DocumentExample(OPERATIONS, "## Behind a proxy or load balancer", folder);
        example.generate(readme().block("xml"));
        example.compile("ProxiedServer", example.block("java").replace("7777", String.valueOf(port)));
        Process server = example.start("ProxiedServer");
        try (Socket proxy = DocumentExample.connect(port, server)) {
            proxy.getOutputStream().write(PROXY_HEADER);
            assertIsAnswered(proxy);
        } finally {
            server.destroyForcibly();
        }
    }

    @Tag("full")
    @Test
    void theStayingClientOfOperationsComesBack() throws IOException, InterruptedException {
        DocumentExample example = new DocumentExample(OPERATIONS, "## A client that stays connected", folder);
        example.generate(readme().block("xml"));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(server.getLocalPort());
            example.compile("StayingClient", example.block("java").replace("7777", port));
            Process client = example.start("StayingClient");
            try {
                for (int i = 0; i < 3; i++) {
                    try (Socket connection = server.accept()) {
                        assertThat(connection.getInputStream().readNBytes(C_HELLO.length))
                                .isEqualTo(C_HELLO);
                    }
                }
            } finally {
                client.destroyForcibly();
            }
        }
    }

    @Tag("full")
    @Test
    void theHandlerTestOfOperationsPasses() throws IOException, InterruptedException {
        DocumentExample example = new DocumentExample(OPERATIONS, "## Testing handlers", folder);
        example.generate(readme().block("xml"));
        example.compile("GreetingTest", example.block("java"));
        assertThat(example.start("GreetingTest").waitFor()).isZero();
    }

    /** The first example is a class; the others are statements that need its imports. */
    @Tag("full")
    @Test
    void theTestsOfTestingPass() throws IOException, InterruptedException {
        DocumentExample example = new DocumentExample(TESTING, "# Testing servers and clients", folder);
        example.generate(readme().block("xml"));
        example.compile("HelloServer", readme().block("java"));
        String first = example.block("java");
        example.compile("HelloServerTest", first);
        assertThat(example.start("HelloServerTest").waitFor()).isZero();
        String imports = first.substring(0, first.indexOf("final class"));
        for (int number = 2; number <= JAVA_BLOCKS_OF_TESTING; number++) {
            String name = "Testing" + number;
            example.compile(
                    name,
                    imports + "final class " + name + " { public static void main(String[] args) {\n"
                            + example.block("java", number) + "}}");
            assertThat(example.start(name).waitFor()).as(name).isZero();
        }
        assertThat(Files.readString(Path.of(System.getProperty("project.folder"), TESTING))
                        .split("```java", -1))
                .as("all blocks have run")
                .hasSize(JAVA_BLOCKS_OF_TESTING + 1);
    }

    /** Users asked questions that these sections answer. Each section contains the words of its answer. */
    @ParameterizedTest
    @CsvSource({
        "docs/operations.md, ## TLS, openssl pkcs12 -export",
        "docs/operations.md, ## Logging, slf4j-jdk-platform-logging",
        "docs/operations.md, ## Containers, MaxRAMPercentage",
        "docs/operations.md, ## Seeing what flows, packetwright-micrometer",
        "docs/operations.md, ## Behind a proxy or load balancer, send-proxy-v2",
        "docs/operations.md, ## A client that stays connected, Backoff.defaults()",
        "docs/operations.md, ## Exceptions in handlers, PacketTooLargeException",
        "docs/operations.md, ## What the peer learns when a session ends, a reset",
        "docs/operations.md, ## Unknown trailing members, drops the rest",
        "docs/operations.md, ## Kotlin, override fun",
        "docs/operations.md, ## Android, API level 33",
        "docs/unity.md, # Unity and the C# course, firstId=\"1001\"",
        "docs/migrating.md, # Coming from another generator, firstId=\"1001\"",
        "docs/build-tools.md, ## Maven, project.build.sourceEncoding",
        "docs/runtime.md, ## The versions in use, requireVersion(Protocol.VERSIONS",
        "docs/runtime.md, ## Round-trip time, withAnsweredPing(Protocol.CLIENT_PING)",
        "docs/runtime.md, ## A handler that throws, onHandlerFailed",
        "docs/operations.md, ## Exceptions in handlers, onHandlerFailed",
    })
    void theAnswersAreThere(String document, String heading, String words) throws IOException {
        String text = Files.readString(Path.of(System.getProperty("project.folder"), document));
        int start = text.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = heading.startsWith("##") ? text.indexOf("\n## ", start + 1) : text.length();
        assertThat(text.substring(start, end < 0 ? text.length() : end)).contains(words);
    }

    private DocumentExample readme() throws IOException {
        return new DocumentExample(README, "## From a PDL to a running handler", folder);
    }

    /** Runs the commands of a block, one in each line. */
    private static void runEach(DocumentExample example, String commands) throws IOException, InterruptedException {
        for (String command : commands.lines().toList()) {
            String[] words = command.split(" +", -1);
            example.run(words[0], Arrays.copyOfRange(words, 1, words.length));
        }
    }

    private static SSLContext contextThatTrusts(Path keyStore) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            trusted.load(in, "changeit".toCharArray());
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static void assertIsAnswered(Socket client) throws IOException {
        client.getOutputStream().write(C_HELLO);
        byte[] answer = client.getInputStream().readNBytes(4 + 2 + 22 + 4);
        assertThat(new String(answer, 6, 22, StandardCharsets.UTF_16LE)).isEqualTo("Hello, Ada!");
        assertThat(answer[answer.length - 4]).as("players online").isEqualTo((byte) 1);
    }
}
