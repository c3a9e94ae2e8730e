package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.packet.PingPackets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * The pings of one session, both ways: answers those of the peer, and measures the round-trip time with its own. Made
 * when the peer may be pinged or has sent a packet. Used by the loop's thread only, except for {@link #smoothed}.
 *
 * <p>At most one ping is awaited. Its value is random, so the peer cannot answer before it has received the ping. A peer
 * drops its answer while it has much else to send, so a ping that stays without one is given up after a while.
 */
final class PingExchange {
    /** Not a fast generator: a peer could compute its next value from those that it has seen. */
    private static final SecureRandom TOKENS = new SecureRandom();

    private static final long NEVER = 0;
    private static final long UNKNOWN = -1;

    /** A ping is given up after this number of intervals, or after {@link #MIN_PATIENCE} if that is longer. */
    private static final int INTERVALS_OF_PATIENCE = 10;

    private static final Duration MIN_PATIENCE = Duration.ofSeconds(10);

    /** The weight of a new measurement is an eighth (RFC 6298). */
    private static final int SMOOTHING = 8;

    private final PacketSession session;
    private final Worker worker;
    private long token;
    private long sentAt = NEVER;
    private boolean isAwaited;
    private volatile long smoothed = UNKNOWN;

    PingExchange(PacketSession session, Worker worker) {
        this.session = session;
        this.worker = worker;
    }

    /** The smoothed round-trip time; empty before the first answer. */
    Optional<Duration> smoothed() {
        long nanos = smoothed;
        return nanos == UNKNOWN ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    /** Sends a ping if the interval has passed since the last one, and that one is answered or given up. */
    void pingIfDue() {
        PingPackets packets = worker.options().pingOrNull();
        long now = worker.loop().time();
        if (packets == null || !isDue(now) || !isKnownToPeer(packets)) {
            return;
        }
        token = TOKENS.nextLong();
        if (send(packets.pingId(), token)) {
            sentAt = now;
            isAwaited = true;
        }
    }

    private boolean isDue(long now) {
        long interval = worker.options().pingInterval().toNanos();
        long pause = isAwaited ? Math.max(MIN_PATIENCE.toNanos(), INTERVALS_OF_PATIENCE * interval) : interval;
        return sentAt == NEVER || now - sentAt >= pause;
    }

    private boolean isKnownToPeer(PingPackets packets) {
        return session.peerKnows(packets.pingId()) && session.peerKnows(packets.pongId());
    }

    /** Takes a ping or an answer to one. Returns false for any other packet. */
    boolean takes(PacketReader packet) {
        int id = packet.packetId();
        PingPackets ofPeer = worker.options().answeredPingOrNull();
        if (ofPeer != null && ofPeer.pingId() == id) {
            send(ofPeer.pongId(), packet.readLong("ping.value"));
            return true;
        }
        PingPackets own = worker.options().pingOrNull();
        if (own != null && own.pongId() == id) {
            conclude(packet.readLong("pong.value"));
            return true;
        }
        return false;
    }

    /** Ignores the answer to a ping that was given up, and one that the peer has made up. */
    private void conclude(long answer) {
        if (!isAwaited || answer != token) {
            return;
        }
        isAwaited = false;
        long measured = Math.max(0, worker.loop().time() - sentAt);
        long before = smoothed;
        smoothed = before == UNKNOWN ? measured : before + (measured - before) / SMOOTHING;
        session.onRoundTrip(Duration.ofNanos(measured));
    }

    /** Sends a ping or a pong, unless the peer is so slow that it would wait behind much else. */
    private boolean send(int id, long value) {
        return session.connection().enqueue(new PacketWithValue(id, value).toBytes(), Delivery.droppable(), 1);
    }

    private record PacketWithValue(int packetId, long value) implements Packet {
        @Override
        public int encodedSize() {
            return HEADER_SIZE + Long.BYTES;
        }

        @Override
        public void write(PacketWriter out) {
            out.writeLong(value);
        }
    }
}
