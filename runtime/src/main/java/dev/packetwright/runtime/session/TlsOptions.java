package dev.packetwright.runtime.session;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
 *
 * @param context the keys, the certificates and whom to trust; it has been initialised. A listener's has a key and a
 *     certificate; a connector's needs them only where the server asks for them
 * @param clientCertificates what a listener asks of its clients. A connector has no use for it
 * @param protocols the versions that may be used, in order of preference: {@code TLSv1.3}, {@code TLSv1.2} or both
 * @param handshakeTimeout how long a handshake may take, once the connection is there, 1 ms to 1 day
 */
public record TlsOptions(
        SSLContext context, ClientCertificates clientCertificates, List<String> protocols, Duration handshakeTimeout) {
    private static final List<String> SAFE_PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** What a listener asks of its clients. */
    public enum ClientCertificates {
        /** No certificate. */
        NONE,
        /** A certificate, if the client has one; one that is not trusted is refused. */
        WANTED,
        /** A certificate. A client without one is refused. */
        REQUIRED
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if an option is out of its range, or the context does not know a protocol
     * @throws IllegalStateException if the context has not been initialised
     */
    public TlsOptions {
        Objects.requireNonNull(clientCertificates, "clientCertificates");
        protocols = List.copyOf(protocols);
        if (protocols.isEmpty() || !Set.copyOf(SAFE_PROTOCOLS).containsAll(protocols)) {
            throw new IllegalArgumentException("protocols is " + protocols + ", not some of " + SAFE_PROTOCOLS);
        }
        OptionRange.check("handshakeTimeout", handshakeTimeout);
        context.createSSLEngine().setEnabledProtocols(protocols.toArray(String[]::new));
    }

    /** The context, no client certificates, TLS 1.3 or 1.2, and 10 s for the handshake. */
    public static TlsOptions of(SSLContext context) {
        return new TlsOptions(context, ClientCertificates.NONE, SAFE_PROTOCOLS, Duration.ofSeconds(10));
    }

    /** These options with another {@link #clientCertificates()}. */
    public TlsOptions withClientCertificates(ClientCertificates asked) {
        return new TlsOptions(context, asked, protocols, handshakeTimeout);
    }

    /** These options with other {@link #protocols()}. */
    public TlsOptions withProtocols(List<String> versions) {
        return new TlsOptions(context, clientCertificates, versions, handshakeTimeout);
    }

    /** These options with another {@link #handshakeTimeout()}. */
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
