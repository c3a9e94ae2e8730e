package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.Packet;
import java.time.Duration;

/**
 * What one session may take, and how its socket is set. Start from {@link #forListener()} or {@link #forConnector()}
 * and change what you need with the {@code with…} methods; each returns a new value.
 *
 * @param maxReceivedPacketSize the largest packet taken from the peer, in bytes with its header, 4 to 65,535; a larger
 *     one ends the session as {@link DisconnectReason#MALFORMED_PACKET}. For a session that is not a
 *     {@link PacketSession}: the most bytes that may be left unconsumed
 * @param sendQueueLimit how many bytes may wait to be written, 65,535 to 1 GiB; a packet that would go beyond ends the
 *     session as {@link DisconnectReason#SEND_QUEUE_FULL}
 * @param closeTimeout how long a close may take, flushing and the peer's answer together, 1 ms to 1 day
 * @param tcpNoDelay whether small writes go out at once ({@code TCP_NODELAY})
 * @param keepAlive whether the operating system probes an idle connection ({@code SO_KEEPALIVE})
 */
public record SessionOptions(
        int maxReceivedPacketSize, int sendQueueLimit, Duration closeTimeout, boolean tcpNoDelay, boolean keepAlive) {
    private static final int MIB = 1 << 20;
    private static final SessionOptions FOR_LISTENER =
            new SessionOptions(8 * 1024, MIB, Duration.ofSeconds(2), true, true);
    private static final SessionOptions FOR_CONNECTOR = FOR_LISTENER.withMaxReceivedPacketSize(Packet.MAX_SIZE);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    public SessionOptions {
        OptionRange.check("maxReceivedPacketSize", maxReceivedPacketSize, Packet.HEADER_SIZE, Packet.MAX_SIZE);
        OptionRange.check("sendQueueLimit", sendQueueLimit, Packet.MAX_SIZE, 1024 * MIB);
        OptionRange.check("closeTimeout", closeTimeout);
    }

    /**
     * The defaults of sessions that a {@link Listener} accepts: 8 KiB received packets, as clients have no reason to
     * send large ones, 1 MiB send queue, 2 s close timeout, no delay, keep-alive.
     */
    public static SessionOptions forListener() {
        return FOR_LISTENER;
    }

    /**
     * The defaults of sessions that a {@link Connector} connects: the same, but received packets of up to 65,535
     * bytes, as servers may send them.
     */
    public static SessionOptions forConnector() {
        return FOR_CONNECTOR;
    }

    /** These options with another {@link #maxReceivedPacketSize()}. */
    public SessionOptions withMaxReceivedPacketSize(int bytes) {
        return new SessionOptions(bytes, sendQueueLimit, closeTimeout, tcpNoDelay, keepAlive);
    }

    /** These options with another {@link #sendQueueLimit()}. */
    public SessionOptions withSendQueueLimit(int bytes) {
        return new SessionOptions(maxReceivedPacketSize, bytes, closeTimeout, tcpNoDelay, keepAlive);
    }

    /** These options with another {@link #closeTimeout()}. */
    public SessionOptions withCloseTimeout(Duration timeout) {
        return new SessionOptions(maxReceivedPacketSize, sendQueueLimit, timeout, tcpNoDelay, keepAlive);
    }

    /** These options with another {@link #tcpNoDelay()}. */
    public SessionOptions withTcpNoDelay(boolean enabled) {
        return new SessionOptions(maxReceivedPacketSize, sendQueueLimit, closeTimeout, enabled, keepAlive);
    }

    /** These options with another {@link #keepAlive()}. */
    public SessionOptions withKeepAlive(boolean enabled) {
        return new SessionOptions(maxReceivedPacketSize, sendQueueLimit, closeTimeout, tcpNoDelay, enabled);
    }
}
