package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import dev.packetwright.runtime.testing.Await;
import dev.packetwright.runtime.testing.LogOf;
import dev.packetwright.runtime.testing.Message;
import dev.packetwright.runtime.testing.Peer;
import dev.packetwright.runtime.testing.RecordingSession;
import dev.packetwright.runtime.testing.Server;
import dev.packetwright.runtime.testing.TrustsEverybody;
import dev.packetwright.runtime.testing.Wire;
import dev.packetwright.testing.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of TLS itself. All other tests of sessions also run under TLS, in the profile {@code full}. */
class TlsTest {
    private static final Authority AUTHORITY = new Authority("Authority");
    private static final Authority STRANGER = new Authority("Stranger");
    private static final Authority.Identity SERVER = AUTHORITY.issue("localhost");
    private static final Authority.Identity CLIENT = AUTHORITY.issue("client");
    private static final Duration SHORT = Duration.ofMillis(200);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final LogOf warnings = LogOf.warnings();
    private final LogOf failures = LogOf.everythingOf(Acceptor.class);

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        warnings.close();
        failures.close();
    }

    private static TlsOptions tls(Authority.Identity own) {
        return TlsOptions.of(Wire.context(AUTHORITY, Optional.of(own)));
    }

    private static TlsOptions withoutCertificate() {
        return TlsOptions.of(Wire.context(AUTHORITY, Optional.empty()));
    }

    /** A server with one loop, which must be able to serve all connections at any time. */
    private Server<RecordingSession> server(TlsOptions tls) {
        Server<RecordingSession> server =
                Server.openExactly(ServerOptions.defaults().withLoops(1).withTls(tls), RecordingSession::new);
        opened.add(server);
        return server;
    }

    private CompletableFuture<RecordingSession> connect(InetSocketAddress address, TlsOptions tls) {
        try {
            Connector connector = Connector.open(ConnectorOptions.defaults().withTls(tls));
            opened.add(0, connector);
            return connector.connect(address, RecordingSession::new);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private CompletableFuture<RecordingSession> connect(Server<?> server, TlsOptions tls) {
        return connect(byName(server.address()), tls);
    }

    /**
     * The address with the name localhost. Connectors send this name to the server and check its certificate against
     * it.
     */
    private static InetSocketAddress byName(InetSocketAddress address) {
        try {
            byte[] ip = address.getAddress().getAddress();
            return new InetSocketAddress(InetAddress.getByAddress("localhost", ip), address.getPort());
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Peer peer(Server<?> server, String protocol) {
        Peer peer = Peer.connectPlain(server.address()).secure(Wire.contextThatTrustsEverybody(protocol));
        opened.add(0, peer);
        return peer;
    }

    /** Asserts that the server still serves a new client, and that no warning was logged. */
    private void assertServesOthers(Server<RecordingSession> server) {
        RecordingSession client = Await.result(connect(server, tls(CLIENT)));
        RecordingSession session = server.next();
        client.send(Message.of(1, 1));
        assertThat(session.nextMessage()).isEqualTo(Message.of(1, 1));
        session.send(Message.of(2, 2));
        assertThat(client.nextMessage()).isEqualTo(Message.of(2, 2));
        assertThat(warnings.alarms()).isEmpty();
    }

    private static void assertFails(CompletableFuture<?> connecting, String because) {
        assertThatThrownBy(() -> Await.result(connecting))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(SSLException.class)
                .hasMessageContaining(because);
    }

    // ---- negotiation

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void largeAndSmallPacketsBothWays(String protocol) {
        Server<RecordingSession> server = server(tls(SERVER).withProtocols(List.of(protocol)));
        RecordingSession client = Await.result(connect(server, withoutCertificate()));
        RecordingSession session = server.next();
        for (int size : new int[] {12, 8192, 13}) {
            client.send(Message.ofSize(size));
            assertThat(session.nextMessage().encodedSize()).isEqualTo(size);
        }
        for (int size : new int[] {12, 65_535, 16_384, 13}) {
            session.send(Message.ofSize(size));
            assertThat(client.nextMessage().encodedSize()).isEqualTo(size);
        }
        assertThat(session.tlsSession().map(SSLSession::getProtocol)).hasValue(protocol);
        client.close();
        assertThat(session.awaitDisconnect()).asString().isEqualTo("closed by peer");
        assertThat(client.awaitDisconnect()).asString().isEqualTo("closed locally");
    }

    @Test
    void tellsTheServerItsName() {
        Server<RecordingSession> server = server(tls(SERVER));
        Await.result(connect(server, withoutCertificate()));
        var agreed = (ExtendedSSLSession) server.next().tlsSession().orElseThrow();
        assertThat(agreed.getRequestedServerNames()).containsExactly(new SNIHostName("localhost"));
    }

    @Test
    void addressesAreNoNames() {
        for (String address : List.of("127.0.0.1", "::1", "fe80::1%eth0", "1")) {
            assertThat(TlsOptions.serverName(address)).as(address).isEmpty();
        }
        assertThat(TlsOptions.serverName("_dmarc..")).as("what TLS cannot say").isEmpty();
        for (String name : List.of("localhost", "server1", "a.example", "1.example")) {
            assertThat(TlsOptions.serverName(name)).contains(new SNIHostName(name));
        }
    }

    @Test
    void withoutTlsThereIsNothingToTell() throws IOException {
        try (var plain = Server.openExactly(ServerOptions.defaults(), RecordingSession::new);
                var peer = Peer.connectPlain(plain.address())) {
            assertThat(plain.next().tlsSession()).isEmpty();
            peer.end();
        }
    }

    @Test
    void clientsShowTheirCertificateWhereItIsAskedFor() throws Exception {
        for (TlsOptions asking :
                List.of(tls(SERVER).withWantedClientCertificates(), tls(SERVER).withRequiredClientCertificates())) {
            Server<RecordingSession> server = server(asking);
            Await.result(connect(server, tls(CLIENT)));
            SSLSession agreed = server.next().tlsSession().orElseThrow();
            assertThat(agreed.getPeerCertificates()).containsExactly(CLIENT.certificate());
        }
        Server<RecordingSession> server = server(tls(SERVER).withWantedClientCertificates());
        Await.result(connect(server, withoutCertificate()));
        SSLSession agreed = server.next().tlsSession().orElseThrow();
        assertThatThrownBy(agreed::getPeerCertificates).isInstanceOf(SSLPeerUnverifiedException.class);
    }

    @Test
    void theKeysMayChangeMidway() {
        Server<RecordingSession> server = server(tls(SERVER));
        Peer peer = peer(server, "TLSv1.3");
        RecordingSession session = server.next();
        for (int number = 0; number < 30; number++) {
            peer.shakeHandsAgain().write(Message.of(1, number));
            assertThat(session.nextMessage().number()).isEqualTo(number);
            session.send(Message.of(2, number));
            assertThat(peer.readMessage().number()).isEqualTo(number);
        }
    }

    @Test
    void optionsOutOfRangeAreRefused() throws Exception {
        TlsOptions tls = tls(SERVER);
        assertThat(tls.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(tls.handshakeTimeout()).isEqualTo(Duration.ofSeconds(10));
        for (List<String> unsafe : List.of(List.<String>of(), List.of("TLSv1.1"), List.of("TLSv1.3", "SSLv3"))) {
            assertThatThrownBy(() -> tls.withProtocols(unsafe)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> tls.withHandshakeTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        SSLContext uninitialised = SSLContext.getInstance("TLS");
        assertThatThrownBy(() -> TlsOptions.of(uninitialised)).isInstanceOf(IllegalStateException.class);
    }

    // ---- refused certificates

    @Test
    void aServerThatIsNotWhoItShouldBe() {
        var expired = AUTHORITY.issueExpired("localhost");
        var another = AUTHORITY.issue("another.example");
        var stranger = STRANGER.issue("localhost");
        assertFails(connect(server(tls(expired)), withoutCertificate()), "validity check failed");
        assertFails(connect(server(tls(another)), withoutCertificate()), "name matching localhost");
        assertFails(connect(server(tls(another)).address(), withoutCertificate()), "matching IP address 127.0.0.1");
        Server<RecordingSession> unknown = server(tls(stranger));
        assertFails(connect(unknown, withoutCertificate()), "unable to find valid certification path");
        awaitFailedHandshakes(unknown, 1);
        failures.awaitLines(4, "no session with /127.0.0.1: TLS failed: ", "fatal alert: ");
        assertThat(unknown.sessions()).isEmpty();
        assertThat(warnings.alarms()).isEmpty();
    }

    @Test
    void clientsWithoutAGoodCertificate() {
        TlsOptions strict = tls(SERVER).withRequiredClientCertificates();
        TlsOptions stranger = TlsOptions.of(Wire.context(AUTHORITY, Optional.of(STRANGER.issue("client"))));
        TlsOptions expired = tls(AUTHORITY.issueExpired("client"));
        Server<RecordingSession> server = server(strict);
        for (TlsOptions bad : List.of(withoutCertificate(), stranger, expired)) {
            assertFails(connect(server, bad.withProtocols(List.of("TLSv1.2"))), "");
            // Under TLS 1.3, the client finishes its handshake before the server checks the certificate.
            RecordingSession client = Await.result(connect(server, bad));
            Disconnect disconnect = client.awaitDisconnect();
            assertThat(disconnect.reason()).as("%s", disconnect).isEqualTo(DisconnectReason.TLS_FAILED);
            assertThat(client.breaches()).isEmpty();
        }
        assertThat(server.sessions()).isEmpty();
        assertServesOthers(server);
    }

    // ---- failed handshakes

    @Test
    void plaintextOnATlsPort() {
        Server<RecordingSession> server = server(tls(SERVER));
        for (Message message : List.of(Message.of(1, 1), Message.ofSize(8000))) {
            try (var plain = Peer.connectPlain(server.address())) {
                plain.writeIfStillConnected(message.toBytes());
                plain.endsInGoodOrder(); // the result does not matter
            }
        }
        awaitFailedHandshakes(server, 2);
        failures.awaitLines(2, "no session with /127.0.0.1: TLS failed: ", "nrecognized SSL message");
        assertServesOthers(server);
        assertThat(server.sessions()).isEmpty();
    }

    @Test
    void tlsOnAPlainPort() throws IOException {
        try (var plain = Server.openExactly(ServerOptions.defaults(), RecordingSession::new)) {
            var impatient = withoutCertificate().withHandshakeTimeout(SHORT);
            assertThatThrownBy(() -> Await.result(connect(plain, impatient)))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(SocketTimeoutException.class);
            assertThat(plain.next().awaitDisconnect().toString())
                    .startsWith("closed by peer: in the middle of a packet (");
        }
    }

    @Test
    void aPeerThatSaysNothingIsLeft() {
        Server<RecordingSession> server = server(tls(SERVER).withHandshakeTimeout(SHORT));
        try (var silent = Peer.connectPlain(server.address());
                var slow = Peer.connectPlain(server.address())) {
            slow.write(new byte[] {22, 3, 1});
            assertThat(silent.readToEnd()).isEmpty();
            slow.endsInGoodOrder(); // the result does not matter
        }
        awaitFailedHandshakes(server, 2);
        failures.awaitLines(2, "no session with /127.0.0.1: TLS failed: ", "the TLS handshake took longer than PT0.2S");
        assertServesOthers(server);
    }

    /** Sends each beginning of a client's first message, and then ends the stream, resets it or sends other bytes. */
    @Test
    void truncatedAndGarbledHandshakes() throws Exception {
        Server<RecordingSession> server = server(tls(SERVER));
        byte[] hello = clientHello();
        var random = new SecureRandom();
        for (int cut = 0; cut < hello.length; cut += cut < 64 ? 1 : 7) {
            for (int way = 0; way < 3; way++) {
                try (var peer = Peer.connectPlain(server.address())) {
                    byte[] start = Arrays.copyOf(hello, cut);
                    switch (way) {
                        case 0 -> {
                            peer.write(start).finish();
                            peer.endsInGoodOrder(); // the result does not matter
                        }
                        case 1 -> peer.write(start).reset();
                        default -> {
                            byte[] garbled = hello.clone();
                            garbled[cut] ^= (byte) (1 + random.nextInt(255));
                            peer.write(garbled).finish();
                            peer.endsInGoodOrder(); // the result does not matter
                        }
                    }
                }
            }
        }
        assertThat(server.sessions()).isEmpty();
        assertServesOthers(server);
    }

    /** Sends a hello that declares 20,000 bytes, with each byte in a record of its own. */
    @Test
    void aHandshakeThatGoesOnAndOnIsRefused() {
        Server<RecordingSession> server = server(tls(SERVER));
        try (var peer = Peer.connectPlain(server.address())) {
            byte[] start = {1, 0, 0x4e, 0x20, 3, 3};
            boolean isConnected = true;
            for (int i = 0; i < 20_000 && isConnected; i++) {
                byte content = i < start.length ? start[i] : 0;
                isConnected = peer.writeIfStillConnected(new byte[] {22, 3, 1, 0, 1, content});
            }
            peer.endsInGoodOrder(); // the result does not matter
        }
        failures.awaitLines(1, "no session with /127.0.0.1: TLS failed: ", "the handshake has more than 256 records");
        assertServesOthers(server);
    }

    /**
     * Waits for a number of failed handshakes. Uses the counter, because the log is bounded and omits lines if there
     * are many.
     */
    private static void awaitFailedHandshakes(Server<?> server, int count) {
        Await.until(
                count + " handshakes have failed",
                () -> server.listener().metrics().disconnects(DisconnectReason.TLS_FAILED) == count);
    }

    private static byte[] clientHello() throws IOException {
        var engine = withoutCertificate().clientEngine(new InetSocketAddress("localhost", 1));
        engine.beginHandshake();
        var record = ByteBuffer.allocate(20_000);
        engine.wrap(ByteBuffer.allocate(0), record);
        return Arrays.copyOf(record.array(), record.position());
    }

    /**
     * The limits allow only one connection at a time. A failed handshake must not take the place of the next
     * connection.
     */
    @ParameterizedTest
    @ValueSource(strings = {"speaks no TLS", "resets", "ends", "says nothing", "shows a bad certificate"})
    void aHandshakeThatFailsGivesItsPlaceBack(String way) throws Exception {
        Server<RecordingSession> server = Server.openExactly(
                ServerOptions.defaults()
                        .withLoops(1)
                        .withMaxConnections(1)
                        .withPerAddress(1, RateLimit.unlimited())
                        .withExemptAddresses(address -> false)
                        .withTls(tls(SERVER)
                                .withProtocols(List.of("TLSv1.2"))
                                .withHandshakeTimeout(Duration.ofSeconds(2))
                                .withWantedClientCertificates()),
                RecordingSession::new);
        opened.add(server);
        Connector next = Connector.open(ConnectorOptions.defaults().withTls(withoutCertificate()));
        opened.add(0, next);
        for (int round = 1; round <= 2; round++) {
            failHandshake(server, way);
            awaitFailedHandshakes(server, round);
            Await.until("the next one is let in", () -> {
                try {
                    next.connect(byName(server.address()), RecordingSession::new)
                            .join()
                            .close();
                    return true;
                } catch (CompletionException stillFull) {
                    return false;
                }
            });
            server.next().awaitDisconnect();
        }
    }

    private void failHandshake(Server<RecordingSession> server, String way) {
        if (way.equals("shows a bad certificate")) {
            assertFails(connect(server, tls(AUTHORITY.issueExpired("client"))), "");
            return;
        }
        Peer peer = Peer.connectPlain(server.address());
        opened.add(0, peer);
        switch (way) {
            case "speaks no TLS" -> peer.write(Message.of(1, 1)).endsInGoodOrder();
            case "resets" -> peer.reset();
            case "ends" -> peer.finish().endsInGoodOrder();
            default -> peer.endsInGoodOrder(); // the other side ends the connection after some time
        }
        peer.end();
    }

    /** A wakeup without a task makes the selector return for no reason, as a broken selector does. */
    private static void awaitRebuild(Server<?> server, EventLoop loop) {
        long before = server.listener().metrics().selectorRebuilds();
        Await.until("a rebuild", () -> {
            loop.selector().wakeup();
            return server.listener().metrics().selectorRebuilds() > before;
        });
    }

    @Test
    void aSelectorIsReplacedUnderAHandshakeThatWaitsForThePeer() {
        Server<RecordingSession> server = server(tls(SERVER));
        Await.result(connect(server, withoutCertificate()));
        EventLoop loop = ((Session) server.next()).connection().loop();
        Peer slow = Peer.connectPlain(server.address());
        opened.add(0, slow);
        Await.until(
                "listener, session and handshake", () -> loop.selector().keys().size() == 3);
        awaitRebuild(server, loop);
        Peer secured = slow.secure(Wire.contextThatTrustsEverybody("TLSv1.3"));
        RecordingSession session = server.next();
        secured.write(Message.of(1, 1));
        assertThat(session.nextMessage()).isEqualTo(Message.of(1, 1));
        session.send(Message.of(2, 2));
        assertThat(secured.readMessage()).isEqualTo(Message.of(2, 2));
    }

    @Test
    void aSelectorIsReplacedUnderAHandshakeThatComputes() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var slow = new TrustsEverybody() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {
                asked.countDown();
                Await.reached(answer);
            }
        };
        Server<RecordingSession> server =
                server(TlsOptions.of(contextThatTrusts(slow)).withWantedClientCertificates());
        Await.result(connect(server, withoutCertificate()));
        EventLoop loop = ((Session) server.next()).connection().loop();
        RecordingSession client = Await.result(connect(server, tls(CLIENT)));
        Await.reached(asked);
        awaitRebuild(server, loop);
        answer.countDown();
        RecordingSession session = server.next();
        client.send(Message.of(1, 1));
        assertThat(session.nextMessage()).isEqualTo(Message.of(1, 1));
        session.send(Message.of(2, 2));
        assertThat(client.nextMessage()).isEqualTo(Message.of(2, 2));
    }

    @Test
    void whatTheUserHasToDecideKeepsNobodyElseWaiting() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var slow = new TrustsEverybody() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
                asked.countDown();
                Await.reached(answer);
                throw new CertificateException("not you");
            }
        };
        Server<RecordingSession> server =
                server(TlsOptions.of(contextThatTrusts(slow)).withWantedClientCertificates());
        RecordingSession other = Await.result(connect(server, withoutCertificate()));
        RecordingSession session = server.next();
        RecordingSession refused = Await.result(connect(server, tls(CLIENT)));
        Await.reached(asked);
        other.send(Message.of(1, 1));
        assertThat(session.nextMessage()).isEqualTo(Message.of(1, 1));
        answer.countDown();
        assertThat(refused.awaitDisconnect().reason()).isEqualTo(DisconnectReason.TLS_FAILED);
    }

    @Test
    void aTrustManagerThatFailsCostsItsConnectionOnly() throws Exception {
        for (Error thrown : List.of(new StackOverflowError("on purpose"), new AssertionError("on purpose"))) {
            var failing = new TrustsEverybody() {
                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type) {
                    throw thrown;
                }
            };
            Server<RecordingSession> server = server(tls(SERVER));
            assertFails(connect(server, TlsOptions.of(contextThatTrusts(failing))), "on purpose");
            assertServesOthers(server);
        }
    }

    private static SSLContext contextThatTrusts(X509TrustManager manager) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", SERVER.key(), new char[0], new X509Certificate[] {SERVER.certificate()});
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {manager}, null);
        return context;
    }

    @Test
    void closingTheConnectorGivesUpHandshakes() throws IOException {
        try (var mute = new ServerSocket()) {
            mute.bind(Server.anyPort());
            var connector = Connector.open(ConnectorOptions.defaults().withTls(withoutCertificate()));
            var connecting = connector.connect((InetSocketAddress) mute.getLocalSocketAddress(), RecordingSession::new);
            mute.accept().getInputStream().readNBytes(5);
            connector.close();
            assertThatThrownBy(() -> Await.result(connecting)).hasCauseInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"closing", "draining"})
    void aListenerThatEndsGivesUpHandshakes(String way) {
        Server<RecordingSession> server = server(tls(SERVER).withHandshakeTimeout(Duration.ofHours(1)));
        try (var silent = Peer.connectPlain(server.address());
                var silentAsWell = Peer.connectPlain(server.address());
                var refused = Peer.connectPlain(server.address())) {
            refused.write(Message.of(1, 1)); // receives an alert, and may stay connected for a while
            assertThat(refused.read(1)).containsExactly(21);
            boolean isDraining = way.equals("draining");
            new Thread(isDraining ? () -> server.listener().drain(Duration.ofHours(1)) : server::close).start();
            assertThat(silent.endsInGoodOrder()).isTrue();
            assertThat(silentAsWell.endsInGoodOrder()).isTrue();
        }
    }

    // ---- broken TLS in sessions

    @Test
    void aRenegotiationIsRefused() {
        Server<RecordingSession> server = server(tls(SERVER));
        Peer peer = peer(server, "TLSv1.2");
        RecordingSession session = server.next();
        peer.write(Message.of(1, 1));
        session.nextMessage();
        peer.shakeHandsAgain();
        assertThat(session.awaitDisconnect())
                .asString()
                .contains("TLS failed: ", "asks for a renegotiation, which is refused");
        assertServesOthers(server);
    }

    /** A byte between two key updates costs the peer nothing, and the updates cost the loop as much as without it. */
    @Test
    void keysThatChangeOnAndOnAreRefusedWhateverComesBetween() {
        Server<RecordingSession> server = server(tls(SERVER));
        Peer peer = peer(server, "TLSv1.3");
        RecordingSession session = server.next();
        byte[] endless = Message.ofSize(1000).toBytes();
        for (int i = 0; i < 40; i++) {
            try {
                peer.shakeHandsAgain().write(Arrays.copyOfRange(endless, i, i + 1));
            } catch (RuntimeException ended) {
                break; // the server has ended the connection
            }
        }
        assertThat(session.awaitDisconnect()).asString().contains("TLS failed: ", "too many records without content");
        assertServesOthers(server);
    }

    /** Otherwise, the engine would queue an answer for each key update of a peer that does not read. */
    @Test
    void whileAnAnswerIsBlockedNothingMoreIsRead() {
        int large = 60_000;
        SessionOptions patient = SessionOptions.forListener()
                .withSendQueueLimit(64 << 20)
                .withSendQueueSoftLimit(64 << 20, Duration.ofDays(1))
                .withStallTimeout(Duration.ofDays(1));
        Server<RecordingSession> server = Server.openExactly(
                ServerOptions.defaults().withLoops(1).withTls(tls(SERVER)).withSession(patient), RecordingSession::new);
        opened.add(server);
        Peer peer = peer(server, "TLSv1.3");
        RecordingSession session = server.next();
        SelectionKey key = keyOf(session);
        int sent = 0;
        while (!isBlocked(key)) {
            session.send(Message.ofSize(large));
            sent++;
            Await.until(
                    "the message is written or waits",
                    () -> isBlocked(key) || server.listener().metrics().bytesQueued() == 0);
        }
        peer.write(Message.of(1, 1));
        assertThat(session.nextMessage()).as("before a key update").isEqualTo(Message.of(1, 1));
        peer.shakeHandsAgain();
        Await.until("reading stops", () -> key.interestOps() == SelectionKey.OP_WRITE);
        peer.write(Message.of(1, 2));
        assertServesOthers(server); // so the loop has looked at all channels
        assertThat(session.waitingMessages()).isZero();
        for (int i = 0; i < sent; i++) {
            peer.readMessage();
        }
        assertThat(session.nextMessage()).isEqualTo(Message.of(1, 2));
    }

    private static boolean isBlocked(SelectionKey key) {
        return (key.interestOps() & SelectionKey.OP_WRITE) != 0;
    }

    private static SelectionKey keyOf(RecordingSession session) {
        return ((Session) session)
                .connection().loop().selector().keys().stream()
                        .filter(key -> key.channel() instanceof SocketChannel)
                        .findFirst()
                        .orElseThrow();
    }

    /** A record with one byte has 23 on the wire, and takes as much time as one with a hundred. */
    @Test
    void recordsOfOneByteCountAsWhatTheyCost() {
        SessionOptions options =
                SessionOptions.forListener().withReceiveRates(RateLimit.of(1000, 1000), RateLimit.of(1000, 60_000));
        Server<RecordingSession> server = Server.openExactly(
                ServerOptions.defaults().withLoops(1).withTls(tls(SERVER)).withSession(options), RecordingSession::new);
        opened.add(server);
        Peer peer = peer(server, "TLSv1.3");
        RecordingSession session = server.next();
        byte[] endless = Message.ofSize(1000).toBytes();
        int written = 0;
        while (written < endless.length
                && peer.writeIfStillConnected(Arrays.copyOfRange(endless, written, written + 1))) {
            written++;
        }
        assertThat(session.awaitDisconnect().reason()).isEqualTo(DisconnectReason.BYTE_RATE_EXCEEDED);
    }

    /** After the alert, a peer gets time to end the connection, but it cannot keep the loop busy. */
    @Test
    void aPeerWhoseHandshakeHasFailedCannotGoOnSending() {
        Server<RecordingSession> server = server(tls(SERVER));
        try (var peer = Peer.connectPlain(server.address())) {
            byte[] noise = new byte[64 * 1024];
            int written = 0;
            while (written < 10_000 && peer.writeIfStillConnected(noise)) {
                written++;
            }
            assertThat(written)
                    .as("pieces of 64 KiB, of which the system keeps some")
                    .isLessThan(2_000);
        }
        assertServesOthers(server);
    }

    /** If all listeners shared one thread pool, the trust manager of one listener could block the others. */
    @Test
    void aSlowTrustManagerDelaysNoOtherListener() throws Exception {
        var answer = new CountDownLatch(1);
        var asked = new Semaphore(0);
        var slow = new TrustsEverybody() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {
                asked.release();
                Await.reached(answer);
            }
        };
        Server<RecordingSession> blocked =
                server(TlsOptions.of(contextThatTrusts(slow)).withRequiredClientCertificates());
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            var unused = connect(blocked, tls(CLIENT));
        }
        asked.acquire();
        assertServesOthers(server(tls(SERVER)));
        answer.countDown();
    }

    @Test
    void keysThatChangeOnAndOnAreRefused() {
        Server<RecordingSession> server = server(tls(SERVER));
        Peer peer = peer(server, "TLSv1.3");
        RecordingSession session = server.next();
        var flood = new Thread(() -> {
            try {
                while (session.isOpen()) {
                    peer.shakeHandsAgain();
                }
            } catch (RuntimeException ended) {
                // The server has ended the connection.
            }
        });
        flood.start();
        assertThat(session.awaitDisconnect()).asString().contains("TLS failed: ", "records without content");
        Await.until("the flood ends", () -> !flood.isAlive());
        assertServesOthers(server);
    }

    @Test
    void bytesThatAreNoRecordEndTheSession() {
        Server<RecordingSession> server = server(tls(SERVER));
        for (byte[] garbage : List.of(
                Message.of(1, 1).toBytes(),
                new byte[] {23, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20},
                new byte[] {23, 3, 3, -1, -1, 1})) {
            Peer peer = peer(server, "TLSv1.3");
            RecordingSession session = server.next();
            peer.write(Message.of(1, 1));
            session.nextMessage();
            peer.belowTls().write(garbage);
            assertThat(session.awaitDisconnect().reason()).isEqualTo(DisconnectReason.TLS_FAILED);
            assertThat(session.breaches()).isEmpty();
        }
        assertServesOthers(server);
    }

    @Test
    void anEndWithoutGoodbyeIsTold() {
        Server<RecordingSession> server = server(tls(SERVER));
        Peer peer = peer(server, "TLSv1.3");
        RecordingSession session = server.next();
        peer.write(Message.of(1, 1));
        session.nextMessage();
        peer.belowTls().finish();
        assertThat(session.awaitDisconnect())
                .asString()
                .isEqualTo("closed by peer: without the close_notify of TLS, so that something may be missing");
    }

    /**
     * Under TLS 1.2, a peer that has ended its stream accepts no more bytes. The remaining bytes are reported as
     * unsent.
     */
    @Test
    void whatTls12DoesNotTakeAnyMoreIsUnsent() {
        var loopIsBusy = new CountDownLatch(1);
        var bothAreWaiting = new CountDownLatch(1);
        class Answering extends RecordingSession {
            @Override
            protected void whenReceived(Message message) {
                loopIsBusy.countDown();
                Await.reached(bothAreWaiting);
                send(Message.ofSize(20_000));
            }
        }
        TlsOptions old = tls(SERVER).withProtocols(List.of("TLSv1.2"));
        var options = ServerOptions.defaults().withLoops(1).withTls(old);
        try (var server = Server.openExactly(options, Answering::new)) {
            Peer peer = peer(server, "TLSv1.2");
            Answering session = server.next();
            Peer blocking = peer(server, "TLSv1.2");
            Answering other = server.next();
            blocking.write(Message.of(1, 1));
            Await.reached(loopIsBusy);
            peer.write(Message.of(1, 1)).end();
            bothAreWaiting.countDown();
            assertThat(session.awaitDisconnect())
                    .asString()
                    .startsWith("closed by peer: ")
                    .endsWith("20000 bytes unsent");
            other.abort();
        }
    }
}
