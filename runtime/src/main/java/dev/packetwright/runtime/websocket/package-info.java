/** The WebSocket protocol, RFC 6455, for servers: the handshake, frames, and a transport in frames. Not exported. */
@NullMarked
package dev.packetwright.runtime.websocket;

import org.jspecify.annotations.NullMarked;
