package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the README and of docs/operations.md as they are written there. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DocumentsIT {
    private static final String README = "README.md";
    private static final String OPERATIONS = "docs/operations.md";
    private static final byte[] C_HELLO = HexFormat.of().parseHex("0c0001000600410064006100");

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

    @Test
    void theTlsServerOfOperationsAnswers() throws IOException, InterruptedException, GeneralSecurityException {
        int port = DocumentExample.freePort();
        DocumentExample example = new DocumentExample(OPERATIONS, "## TLS", folder);
        String[] keytool = example.block("sh").strip().split(" +", -1);
        example.run(keytool[0], Arrays.copyOfRange(keytool, 1, keytool.length));
        example.generate(readme().block("xml"));
        example.compile("TlsServer", example.block("java").replace("7777", String.valueOf(port)));
        Process server = example.start("TlsServer");
        try (Socket plain = DocumentExample.connect(port, server);
                SSLSocket client = (SSLSocket) contextThatTrusts(folder.resolve("server.p12"))
                        .getSocketFactory()
                        .createSocket(plain, "localhost", port, true)) {
            assertIsAnswered(client);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void theHandlerTestOfOperationsPasses() throws IOException, InterruptedException {
        DocumentExample example = new DocumentExample(OPERATIONS, "## Testing handlers", folder);
        example.generate(readme().block("xml"));
        example.compile("GreetingTest", example.block("java"));
        assertThat(example.start("GreetingTest").waitFor()).isZero();
    }

    private DocumentExample readme() throws IOException {
        return new DocumentExample(README, "## From a PDL to a running handler", folder);
    }

    private static SSLContext contextThatTrusts(Path keyStore) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
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
