package dev.packetwright.runtime.websocket;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/** The origin of a page, in the form in which browsers send it: {@code https://example.org}, with a port if it is unusual. */
public final class Origin {
    private static final int NO_PORT = -1;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private Origin() {}

    /**
     * Returns the origin in lower case and without the usual port of its scheme.
     *
     * @throws IllegalArgumentException if it is not a scheme, a host and nothing else but a port
     */
    public static String normalise(String origin) {
        try {
            URI uri = new URI(origin);
            boolean isOrigin = uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && Objects.equals(uri.getRawPath(), "")
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (isOrigin) {
                return text(uri.getScheme().toLowerCase(Locale.ROOT), uri.getHost(), uri.getPort());
            }
        } catch (URISyntaxException malformed) {
            // See below.
        }
        throw new IllegalArgumentException("'" + origin + "' is not an origin such as https://example.org");
    }

    private static String text(String scheme, String host, int port) {
        boolean isUsual = port == NO_PORT
                || (port == HTTP_PORT && scheme.equals("http"))
                || (port == HTTPS_PORT && scheme.equals("https"));
        return scheme + "://" + host.toLowerCase(Locale.ROOT) + (isUsual ? "" : ":" + port);
    }
}
