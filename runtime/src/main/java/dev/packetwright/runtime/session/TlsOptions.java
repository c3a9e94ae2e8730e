package dev.packetwright.runtime.session;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * How connections are secured with TLS. Start from {@link #of(SSLContext)} and change what you need with the
 * {@code with…} methods; each returns a new value.
 *
 * <p>A connector tells the server the name that it connects to (SNI), if the address has one, and requires the server's
 * certificate to be for that name or address, as for HTTPS. Renegotiation is refused on both sides. Under TLS 1.2 a
 * peer that ends its stream takes nothing more, so that what is queued for it by then stays unsent.
 */
public final class TlsOptions {
    private static final List<String> SAFE_PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private enum ClientCertificates {
        NONE,
        WANTED,
        REQUIRED
    }

    private final SSLContext context;
    private final ClientCertificates clientCertificates;
    private final List<String> protocols;
    private final Duration handshakeTimeout;

    private TlsOptions(
            SSLContext context,
            ClientCertificates clientCertificates,
            List<String> protocols,
            Duration handshakeTimeout) {
        if (protocols.isEmpty() || !Set.copyOf(SAFE_PROTOCOLS).containsAll(protocols)) {
            throw new IllegalArgumentException("protocols is " + protocols + ", not some of " + SAFE_PROTOCOLS);
        }
        OptionRange.check("handshakeTimeout", handshakeTimeout);
        context.createSSLEngine().setEnabledProtocols(protocols.toArray(String[]::new));
        this.context = context;
        this.clientCertificates = clientCertificates;
        this.protocols = List.copyOf(protocols);
        this.handshakeTimeout = handshakeTimeout;
    }

    /**
     * The context, no client certificates, TLS 1.3 or 1.2, and 10 s for the handshake.
     *
     * @param context the keys, the certificates and whom to trust; it has been initialised. A listener's has a key and a
     *     certificate; a connector's needs them only where the server asks for them
     * @throws IllegalArgumentException if the context does not know one of these protocols
     * @throws IllegalStateException if the context has not been initialised
     */
    public static TlsOptions of(SSLContext context) {
        return new TlsOptions(context, ClientCertificates.NONE, SAFE_PROTOCOLS, Duration.ofSeconds(10));
    }

    /**
     * These options, but a listener asks its clients for a certificate. One that is not trusted is refused; a client
     * may have none. A connector has no use for it.
     */
    public TlsOptions withWantedClientCertificates() {
        return new TlsOptions(context, ClientCertificates.WANTED, protocols, handshakeTimeout);
    }

    /** These options, but a listener refuses clients without a certificate that is trusted. */
    public TlsOptions withRequiredClientCertificates() {
        return new TlsOptions(context, ClientCertificates.REQUIRED, protocols, handshakeTimeout);
    }

    /** The versions that may be used, in order of preference. */
    public List<String> protocols() {
        return protocols;
    }

    /**
     * These options with other {@link #protocols()}.
     *
     * @param versions {@code TLSv1.3}, {@code TLSv1.2} or both
     * @throws IllegalArgumentException if they are not, or the context does not know one
     */
    public TlsOptions withProtocols(List<String> versions) {
        return new TlsOptions(context, clientCertificates, versions, handshakeTimeout);
    }

    /** How long a handshake may take, once the connection is there, 1 ms to 1 day. */
    public Duration handshakeTimeout() {
        return handshakeTimeout;
    }

    /**
     * These options with another {@link #handshakeTimeout()}.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public TlsOptions withHandshakeTimeout(Duration timeout) {
        return new TlsOptions(context, clientCertificates, protocols, timeout);
    }

    SSLEngine serverEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = parametersOf(engine);
        switch (clientCertificates) {
            case NONE -> parameters.setNeedClientAuth(false);
            case WANTED -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    SSLEngine clientEngine(InetSocketAddress server) {
        String host = server.getHostString(); // as the user has given it: never looked up in reverse
        SSLEngine engine = context.createSSLEngine(host, server.getPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = parametersOf(engine);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        serverName(host).ifPresent(name -> parameters.setServerNames(List.of(name)));
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLParameters parametersOf(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(protocols.toArray(String[]::new));
        return parameters;
    }

    /** The host as TLS can name it; addresses have no name. */
    static Optional<SNIServerName> serverName(String host) {
        if (host.indexOf(':') >= 0 || host.matches("(.*\\.)?[0-9]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SNIHostName(host));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }
}
