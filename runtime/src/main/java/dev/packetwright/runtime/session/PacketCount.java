package dev.packetwright.runtime.session;

/**
 * The number of packets of one id that the sessions of a {@link Listener} or {@link Connector} have received and sent,
 * since it was opened.
 *
 * @param packetId the id, 0 to 65,535. A peer can send any id, also one that the protocol does not have
 * @param packetsReceived packets delivered to sessions
 * @param bytesReceived the bytes of these packets, headers included
 * @param packetsSent packets passed to the operating system, once for each receiving session
 * @param bytesSent the bytes of these packets, headers included
 */
public record PacketCount(int packetId, long packetsReceived, long bytesReceived, long packetsSent, long bytesSent) {}
