package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.Quietly;
import dev.packetwright.runtime.loop.Registration;
import dev.packetwright.runtime.proxy.ProxyHeaderReader;
import dev.packetwright.runtime.transport.PlainTransport;
import dev.packetwright.runtime.transport.TlsHandshake;
import dev.packetwright.runtime.transport.Transport;
import dev.packetwright.runtime.websocket.BinaryMessages;
import dev.packetwright.runtime.websocket.Messages;
import dev.packetwright.runtime.websocket.PacketMessages;
import dev.packetwright.runtime.websocket.WebSocketHandshake;
import dev.packetwright.runtime.websocket.WebSocketTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An accepted connection on its way to a session: first the header of a proxy, if it comes from one, then the handshake
 * of TLS, if it is secured, then that of WebSocket, if its packets come in messages. Used by the thread of its loop only.
 */
final class AcceptedConnection implements ProxyHeaderReader.Owner, TlsHandshake.Owner {
    private final Acceptor acceptor;
    private final Worker worker;
    private final SocketChannel channel;
    private InetSocketAddress remoteAddress;
    private ConnectionLimits.Place place;
    private @Nullable Registration registration;

    AcceptedConnection(
            Acceptor acceptor,
            Worker worker,
            SocketChannel channel,
            InetSocketAddress remoteAddress,
            ConnectionLimits.Place place) {
        this.acceptor = acceptor;
        this.worker = worker;
        this.channel = channel;
        this.remoteAddress = remoteAddress;
        this.place = place;
    }

    /** Registers the connection with the loop and gives it a session, under TLS after the handshake. */
    void begin() {
        proceed(() -> secure(register()));
    }

    /** Does the same after the proxy has told the address of its client. */
    void beginWithProxyHeader() {
        proceed(() -> ProxyHeaderReader.start(worker.loop(), register(), acceptor.proxyHeaderTimeout(), this));
    }

    private interface Step {
        void run() throws IOException;
    }

    private void proceed(Step step) {
        try {
            step.run();
        } catch (IOException | ClosedSelectorException goneOrShuttingDown) {
            reject();
        } catch (Throwable failure) {
            Quietly.report("an accepted connection got no session", failure);
            reject();
        }
    }

    private Registration register() throws IOException {
        channel.configureBlocking(false);
        Registration registered = worker.loop().register(channel, 0);
        registration = registered;
        return registered;
    }

    // ---- the header of a proxy

    @Override
    public void identified(Optional<InetSocketAddress> client) {
        proceed(() -> {
            if (client.isEmpty() || takePlaceOf(client.get())) {
                secure(Objects.requireNonNull(registration));
            }
        });
    }

    /** Counts the connection as the client's from now on. Returns whether the limits allow it. */
    private boolean takePlaceOf(InetSocketAddress client) throws IOException {
        ConnectionLimits.Entry entry = acceptor.limits().identify(place, client.getAddress(), acceptor.now());
        if (entry instanceof ConnectionLimits.Place own) {
            place = own;
            remoteAddress = client;
            return true;
        }
        acceptor.refuse(channel, ((ConnectionLimits.Refused) entry).reason());
        place.leave();
        acceptor.giveBack(); // a refused flood uses up the pace no more than one without a proxy
        return false;
    }

    @Override
    public void unidentified(IOException failure) {
        acceptor.proxyHeaderFailed(remoteAddress.getAddress(), failure);
        reject();
    }

    @Override
    public void closed() {
        reject();
        acceptor.closedWithoutSession();
    }

    @Override
    public void ended() {
        reject();
        acceptor.endedWithoutSession(DisconnectReason.CLOSED_BY_PEER);
    }

    // ---- TLS, or none

    private void secure(Registration registered) throws IOException {
        if (acceptor.tls().isPresent()) {
            startHandshake(registered, acceptor.tls().get());
        } else if (acceptor.webSocket().isPresent()) {
            upgrade(new PlainTransport(channel), acceptor.webSocket().get());
        } else {
            startUnlessGone(registered);
        }
    }

    private void startHandshake(Registration registered, TlsOptions tls) throws IOException {
        TlsHandshake.start(
                worker.loop(),
                worker.workspace(),
                worker.handshakes(),
                registered,
                tls.serverEngine(),
                tls.handshakeTimeout(),
                this);
    }

    /** Most connections that are reset at once have been reset by now. They need no session, which costs time. */
    private void startUnlessGone(Registration registered) throws IOException {
        ByteBuffer early = worker.workspace().transferBuffer();
        if (isReset(early)) {
            reject();
            acceptor.endedWithoutSession(DisconnectReason.CONNECTION_LOST);
        } else {
            startSession(registered, new PlainTransport(channel, early.flip()));
        }
    }

    private boolean isReset(ByteBuffer early) {
        try {
            channel.read(early); // the end of the stream is read once more by the session
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void succeeded(Transport transport) {
        proceed(() -> {
            if (acceptor.webSocket().isPresent()) {
                upgrade(transport, acceptor.webSocket().get());
            } else {
                startSession(Objects.requireNonNull(registration), transport);
            }
        });
    }

    private void startSession(Registration registered, Transport transport) throws IOException {
        Connection.start(worker, registered, transport, remoteAddress, acceptor.newSession(), place);
    }

    @Override
    public void failed(IOException failure) {
        acceptor.handshakeFailed(remoteAddress.getAddress(), failure);
    }

    @Override
    public void released(Transport transport) {
        place.leave();
        if (!transport.hasReceived()) {
            acceptor.giveBack();
        }
    }

    // ---- WebSocket

    private void upgrade(Transport transport, WebSocketOptions options) {
        WebSocketHandshake.start(
                worker.loop(),
                worker.workspace(),
                Objects.requireNonNull(registration),
                transport,
                acceptor.handshakeRules().orElseThrow(),
                new Upgrade(transport, options));
    }

    /** The owner of a handshake of WebSocket. */
    private final class Upgrade implements WebSocketHandshake.Owner {
        private final Transport transport;
        private final WebSocketOptions options;

        Upgrade(Transport transport, WebSocketOptions options) {
            this.transport = transport;
            this.options = options;
        }

        @Override
        public void upgraded() {
            proceed(() -> {
                Session session = acceptor.newSession();
                var framed = new WebSocketTransport(
                        transport,
                        worker.workspace(),
                        messagesFor(session),
                        options.pingInterval(),
                        worker.loop().time());
                start(session, framed);
            });
        }

        private Messages messagesFor(Session session) {
            return session instanceof PacketSession
                    ? new PacketMessages(worker.options().maxReceivedPacketSize())
                    : new BinaryMessages();
        }

        /** A session with a protocol of its own might begin like a request. */
        @Override
        public void notRequested() {
            proceed(() -> {
                Session session = acceptor.newSession();
                if (!(session instanceof PacketSession)) {
                    throw new IllegalStateException(
                            "withTcpOnSamePort needs sessions that extend PacketSession, unlike " + session.getClass());
                }
                start(session, transport);
            });
        }

        private void start(Session session, Transport ready) throws IOException {
            Connection.start(worker, Objects.requireNonNull(registration), ready, remoteAddress, session, place);
        }

        @Override
        public void notUpgraded(IOException failure) {
            acceptor.webSocketRefused(remoteAddress.getAddress(), failure);
        }

        @Override
        public void ended() {
            AcceptedConnection.this.ended();
        }

        @Override
        public void lost() {
            reject();
            acceptor.endedWithoutSession(DisconnectReason.CONNECTION_LOST);
        }

        @Override
        public void released() {
            AcceptedConnection.this.released(transport);
        }
    }

    private void reject() {
        Quietly.close(channel);
        place.leave();
    }
}
