package dev.packetwright.clients.csharp;

import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.TlsOptions;
import dev.packetwright.testing.Authority;
import dev.packetwright.testing.Authority.Identity;
import dev.packetwright.testing.NeedsMono;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** TLS: the right server is accepted, every other one refused with the reason. */
@NeedsMono
class TlsTest {
    /** Mono checks chains of RSA keys alone. */
    private static final Authority AUTHORITY = Authority.withRsaKeys("Authority");

    private static final Authority STRANGER = Authority.withRsaKeys("Authority"); // with the same name and another key
    private static final Authority OTHER = Authority.withRsaKeys("Other authority");
    private static final Authority WITH_EC_KEYS = new Authority("Authority with EC keys");
    private static final String LOOPBACK = "127.0.0.1";

    private static EchoServer server(Identity identity) {
        return new EchoServer(ServerOptions.defaults().withTls(TlsOptions.of(context(identity))));
    }

    private static SSLContext context(Identity identity) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("own", identity.key(), new char[0], new Certificate[] {identity.certificate()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String certificate(Authority authority) throws GeneralSecurityException {
        return Base64.getEncoder().encodeToString(authority.certificate().getEncoded());
    }

    private static String fingerprint(Identity identity) throws GeneralSecurityException {
        byte[] print = MessageDigest.getInstance("SHA-256")
                .digest(identity.certificate().getEncoded());
        return HexFormat.ofDelimiter(":").formatHex(print);
    }

    @Test
    void aServerOfTheAuthority() throws GeneralSecurityException {
        try (EchoServer server = server(AUTHORITY.issue("localhost"))) {
            Scenarios.run("tls", "localhost", server.port(), certificate(AUTHORITY));
            Scenarios.run("tls", LOOPBACK, server.port(), certificate(AUTHORITY));
        }
    }

    @Test
    void aPinnedCertificateWhateverItSays() throws GeneralSecurityException {
        Identity identity = STRANGER.issueExpired("other.example");
        try (EchoServer server = server(identity)) {
            Scenarios.run("tls-pinned", "localhost", server.port(), fingerprint(identity));
        }
    }

    @Test
    void anotherCertificateThanThePinnedOne() throws GeneralSecurityException {
        try (EchoServer server = server(AUTHORITY.issue("localhost"))) {
            Scenarios.run("tls-pin-refused", "localhost", server.port(), certificate(AUTHORITY));
        }
    }

    @Test
    void anAuthorityThatTheSystemDoesNotKnow() {
        try (EchoServer server = server(AUTHORITY.issue("localhost"))) {
            Scenarios.run("tls-system", "localhost", server.port());
        }
    }

    @Test
    void aKindOfKeyThatMonoDoesNotKnow() throws GeneralSecurityException {
        refused(WITH_EC_KEYS.issue("localhost"), "pin_the_certificate,_or_use_RSA_keys");
        Identity pinned = WITH_EC_KEYS.issue("localhost");
        try (EchoServer server = server(pinned)) {
            Scenarios.run("tls-pinned", "localhost", server.port(), fingerprint(pinned));
        }
    }

    @Test
    void anotherAuthorityWithTheSameName() throws GeneralSecurityException {
        refused(STRANGER.issue("localhost"), "the_certificate_of_the_server,_CN=localhost,_is_not");
    }

    @Test
    void anotherAuthority() throws GeneralSecurityException {
        refused(OTHER.issue("localhost"), "is_not_from_one_of_the_given_authorities");
    }

    @Test
    void namesOfCertificates() {
        Scenarios.run("certificate-names");
    }

    @Test
    void anotherHost() throws GeneralSecurityException {
        refused(AUTHORITY.issue("other.example"), "is_not_for_localhost");
    }

    @Test
    void anExpiredCertificate() throws GeneralSecurityException {
        refused(AUTHORITY.issueExpired("localhost"), "is_not_valid:_NotTimeValid");
    }

    private static void refused(Identity identity, String reason) throws GeneralSecurityException {
        try (EchoServer server = server(identity)) {
            Scenarios.run("tls-refused", "localhost", server.port(), certificate(AUTHORITY), reason);
        }
    }

    @Test
    void aServerWithoutTls() throws GeneralSecurityException {
        try (RawServer server = new RawServer(socket -> socket.getOutputStream().write(RawServer.packet(1, 1000)))) {
            Scenarios.run("tls-refused", LOOPBACK, server.port(), certificate(AUTHORITY), "the_TLS_handshake_failed");
        }
    }

    @Test
    void aServerThatDoesNotAnswer() {
        try (RawServer server = new RawServer(socket -> {})) {
            Scenarios.run("tls-silent", server.port());
        }
    }

    @Test
    void endsOfASession() throws GeneralSecurityException {
        try (EchoServer server = server(AUTHORITY.issue("localhost"))) {
            Scenarios.run("tls-ends", "localhost", server.port(), certificate(AUTHORITY), 1000, "ClosedByPeer");
            Scenarios.run("tls-ends", "localhost", server.port(), certificate(AUTHORITY), 1001, "ConnectionLost");
        }
    }
}
