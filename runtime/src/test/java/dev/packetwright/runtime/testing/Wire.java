package dev.packetwright.runtime.testing;

import dev.packetwright.runtime.session.ConnectorOptions;
import dev.packetwright.runtime.session.OverWebSocket;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.TlsOptions;
import dev.packetwright.runtime.session.WebSocketOptions;
import dev.packetwright.testing.Authority;
import dev.packetwright.testing.Authority.Identity;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Connections of tests: plain, under TLS, or over WebSocket. Tests that are tagged {@value #TAG} run a second time under TLS
 * and a third time over WebSocket, with the same results.
 */
public final class Wire {
    /** The tag of tests that run a second and a third time. */
    public static final String TAG = "wire";

    private static final boolean TLS = Boolean.getBoolean("packetwright.test.tls");
    private static final boolean WEB_SOCKET = Boolean.getBoolean("packetwright.test.websocket");
    private static final Authority AUTHORITY = new Authority("Authority of the tests");
    private static final SSLContext SERVER = context(AUTHORITY, Optional.of(AUTHORITY.issue("localhost")));
    private static final SSLContext CLIENT = context(AUTHORITY, Optional.empty());

    private Wire() {}

    /** Whether this is the run under TLS. */
    public static boolean isTls() {
        return TLS;
    }

    /** Whether this is the run over WebSocket. */
    public static boolean isWebSocket() {
        return WEB_SOCKET;
    }

    /** The options for a listener. */
    public static ServerOptions over(ServerOptions options) {
        if (WEB_SOCKET) {
            return options.withWebSocket(WebSocketOptions.defaults().withHandshakeTimeout(Duration.ofSeconds(60)));
        }
        return TLS ? options.withTls(patient(SERVER)) : options;
    }

    /** The options for a connector to that listener. */
    public static ConnectorOptions over(ConnectorOptions options) {
        if (WEB_SOCKET) {
            return OverWebSocket.with(options);
        }
        return TLS ? options.withTls(patient(CLIENT)) : options;
    }

    /** Allows a long time for handshakes, because hundreds of them at once are slow on a busy machine. */
    private static TlsOptions patient(SSLContext context) {
        return TlsOptions.of(context).withHandshakeTimeout(Duration.ofSeconds(60));
    }

    /** The socket to use instead of a socket that is connected to that listener. */
    static Socket over(Socket connected) throws IOException {
        if (WEB_SOCKET) {
            return WebSocketSocket.handshake(connected);
        }
        return TLS ? handshake(CLIENT, connected) : connected;
    }

    /** Performs the client's part of a handshake on a connected socket. */
    public static SSLSocket handshake(SSLContext client, Socket connected) throws IOException {
        var socket =
                (SSLSocket) client.getSocketFactory().createSocket(connected, "localhost", connected.getPort(), true);
        socket.startHandshake();
        return socket;
    }

    /** A context that trusts this authority and may have an identity. */
    public static SSLContext context(Authority trusted, Optional<Identity> identity) {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore certificates = emptyStore();
            certificates.setCertificateEntry("authority", trusted.certificate());
            trust.init(certificates);

            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            KeyStore own = emptyStore();
            if (identity.isPresent()) {
                Certificate[] chain = {identity.get().certificate()};
                own.setKeyEntry("own", identity.get().key(), new char[0], chain);
            }
            keys.init(own, new char[0]);

            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            context.getClientSessionContext()
                    .setSessionCacheSize(100); // otherwise, sessions for resumption fill the heap in a soak
            return context;
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    /** A context for clients that trust every certificate, for versions up to this protocol. */
    public static SSLContext contextThatTrustsEverybody(String protocol) {
        try {
            SSLContext context = SSLContext.getInstance(protocol);
            context.init(null, new TrustManager[] {new TrustsEverybody()}, null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException failure) {
            throw new GeneralSecurityException(failure);
        }
        return store;
    }
}
