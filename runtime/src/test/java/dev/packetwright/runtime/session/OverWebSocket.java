package dev.packetwright.runtime.session;

import dev.packetwright.runtime.testing.WebSocketClientTransport;

/** Connectors of tests that speak WebSocket. */
public final class OverWebSocket {
    private OverWebSocket() {}

    public static ConnectorOptions with(ConnectorOptions options) {
        return options.withDecorator(WebSocketClientTransport::new);
    }
}
