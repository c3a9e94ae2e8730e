package dev.packetwright.runtime.session;

import java.nio.ByteBuffer;

/**
 * Sees every packet that the sessions of a {@link Listener} or {@link Connector} receive and send. Put it on with
 * {@link Listener#addTap} or {@link Connector#addTap}, and take it off again, at any time.
 *
 * <p>The methods are called on the thread of the session's event loop, one at a time for each session, in the order of
 * the packets on the wire; a tap on several loops is called by several threads at once. They hold up the loop, so they
 * must be quick. A tap that throws is logged, and neither the session nor the sender notices.
 *
 * <p>The bytes are one whole packet, header included, from position 0 to the limit. They are read-only, in the byte
 * order of packets (little-endian), without TLS, and valid during the call only.
 */
public interface PacketTap {
    /**
     * A packet has been received and is about to be passed to {@link PacketSession#onPacket} or {@link
     * PacketSession#authenticate}. A packet that a rate limit rejects or drops is not shown.
     */
    void onReceived(PacketSession session, ByteBuffer packet);

    /**
     * A packet is about to be passed to the operating system. It has been sent in any way, to this session alone, in a
     * broadcast or in a batch; a packet for many sessions is shown once for each of them. Packets that were dropped,
     * replaced or withheld are not shown. The peer may still not receive the packet, if the connection breaks.
     *
     * <p>Bytes of {@link Session#send(byte[])} are shown if they are whole packets. If they are not, the bytes that
     * the session sends from there on are not shown, because nobody knows where the next packet begins.
     */
    void onSent(PacketSession session, ByteBuffer packet);
}
