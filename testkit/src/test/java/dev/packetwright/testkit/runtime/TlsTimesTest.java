package dev.packetwright.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.session.ConnectorOptions;
import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import dev.packetwright.runtime.session.TlsOptions;
import dev.packetwright.testkit.Probe;
import dev.packetwright.testkit.TestNetwork;
import dev.packetwright.testkit.chat.C_Chat;
import dev.packetwright.testkit.chat.ClientPacket;
import dev.packetwright.testkit.testing.Speaker;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS runs unchanged in memory: its handshakes, its records at any split, and its timeouts. */
class TlsTimesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static TlsOptions tls;

    /** The server's certificate is the authority of its clients. */
    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("server.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate(keys.aliases().nextElement()));
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        tls = TlsOptions.of(context);
    }

    private static ServerOptions server() {
        return ServerOptions.defaults().withLoops(1).withTls(tls.withHandshakeTimeout(SECOND.multipliedBy(10)));
    }

    private static ConnectorOptions client() {
        return ConnectorOptions.defaults().withTls(tls);
    }

    @Test
    void recordsMayBeSplitAnywhere() {
        TestNetwork.forSeeds(1, 10, net -> {
            var session = new Speaker();
            Probe<ClientPacket> probe = net.probe(net.listen(server(), () -> session), client(), ClientPacket.class);
            assertThat(session.tlsSession()).isPresent();
            net.sentBy(probe).splitEvery(1);
            for (int i = 0; i < 20; i++) {
                probe.send(new C_Chat("line " + i));
            }
            net.run();
            assertThat(session.heard()).hasSize(20).endsWith("line 19");
            assertThat(probe.received()).hasSize(20);
            probe.close();
            net.run();
            assertThat(session.end()).isEqualTo("closed by peer");
        });
    }

    @Test
    void aSilentPeerIsCutAndTold() {
        try (var net = TestNetwork.seeded(1)) {
            var session = new Speaker();
            ServerOptions options =
                    server().withSession(SessionOptions.forListener().withIdleTimeout(SECOND.multipliedBy(30)));
            Probe<ClientPacket> probe = net.probe(net.listen(options, () -> session), client(), ClientPacket.class);
            net.advance(SECOND.multipliedBy(31));
            assertThat(session.end()).isEqualTo("idle timed out");
            assertThat(probe.disconnect()).hasToString("Optional[closed by peer]");
        }
    }

    @Test
    void aPeerThatDoesNotShakeHandsIsLeft() {
        try (var net = TestNetwork.seeded(1)) {
            Listener listener = net.listen(server(), Speaker::new);
            Probe<ClientPacket> silent = net.probe(listener, ClientPacket.class);
            net.advance(SECOND.multipliedBy(10).minusNanos(1));
            assertThat(silent.isOpen()).isTrue();
            net.advance(Duration.ofNanos(1));
            assertThat(silent.disconnect()).isPresent();
            assertThat(listener.metrics().disconnects(DisconnectReason.TLS_FAILED))
                    .isEqualTo(1);
        }
    }

    /**
     * A handshake is costly. Therefore, a connection that ends right after its handshake still counts towards the accept
     * rate, and the next one waits.
     */
    @Test
    void aHandshakeCountsAsAWord() {
        try (var net = TestNetwork.seeded(1)) {
            Listener listener = net.listen(server().withAcceptsPerSecond(5), Speaker::new);
            for (int i = 0; i < 10; i++) {
                net.probe(listener, client(), ClientPacket.class).abort();
                net.run();
            }
            assertThat(net.elapsed()).isBetween(Duration.ofMillis(1800), Duration.ofMillis(2300));
        }
    }

    @Test
    void aServerThatDoesNotShakeHandsIsGivenUp() {
        try (var net = TestNetwork.seeded(1)) {
            Listener plain = net.listen(Speaker::new);
            assertThatThrownBy(() -> net.probe(plain, client(), ClientPacket.class))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
