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
 * The options of TLS. Start from {@link #of(SSLContext)} and change single options with the {@code with…} methods. Each
 * returns new options. Safe for use by many threads.
 *
 * <p>A connector sends the name of the server (SNI) if the address has one, and requires the server's certificate to be
 * for that name or address, as HTTPS does. Both sides refuse renegotiation. Under TLS 1.2, a peer that ends its stream
 * accepts no more bytes, so that the bytes still queued for it stay unsent.
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
     * @param context the initialised context with keys, certificates and trusted authorities. A listener's context has
     *     a key and a certificate; a connector's context needs them only if the server asks for them
     * @throws IllegalArgumentException if the context does not support one of these protocols
     * @throws IllegalStateException if the context has not been initialised
     */
    public static TlsOptions of(SSLContext context) {
        return new TlsOptions(context, ClientCertificates.NONE, SAFE_PROTOCOLS, Duration.ofSeconds(10));
    }

    /**
     * These options, but a listener asks its clients for a certificate. It refuses a certificate that it does not trust
     * and accepts clients without one. A connector ignores this option.
     */
    public TlsOptions withWantedClientCertificates() {
        return new TlsOptions(context, ClientCertificates.WANTED, protocols, handshakeTimeout);
    }

    /** These options, but a listener refuses clients without a trusted certificate. A connector ignores this option. */
    public TlsOptions withRequiredClientCertificates() {
        return new TlsOptions(context, ClientCertificates.REQUIRED, protocols, handshakeTimeout);
    }

    /** The allowed versions of TLS, in order of preference. */
    public List<String> protocols() {
        return protocols;
    }

    /**
     * These options with other {@link #protocols()}.
     *
     * @param versions {@code TLSv1.3}, {@code TLSv1.2} or both
     * @throws IllegalArgumentException if the list is empty or has another version, or if the context does not support
     *     one of them
     */
    public TlsOptions withProtocols(List<String> versions) {
        return new TlsOptions(context, clientCertificates, versions, handshakeTimeout);
    }

    /** The time limit of a handshake, counted from the connection, 1 ms to 1 day. */
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
        String host = server.getHostString(); // as the user gave it, without a reverse lookup
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

    /** The server name that TLS sends for a host; empty for an address. */
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
