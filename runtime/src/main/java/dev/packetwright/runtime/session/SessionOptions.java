package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one session may take, and how its socket is set. Start from {@link #forListener()} or {@link #forConnector()}
 * and change what you need with the {@code with…} methods; each returns a new value.
 *
 * <p>What has a duration is looked at once a second, so that it may take up to a second longer.
 *
 * @param receiving what is taken from the peer
 * @param sending what may wait for the peer
 * @param admissionTimeout how long a session that {@linkplain PacketSession#PacketSession(int) requires admission} may
 *     wait for it, 1 ms to 1 day; then it ends as {@link DisconnectReason#ADMISSION_TIMED_OUT}
 * @param admissionLimit how many bytes such a session may hold until it is admitted, handshake included, 4 to 65,535;
 *     more end it as {@link DisconnectReason#ADMISSION_TOO_LARGE}
 * @param closeTimeout how long a close may take, flushing and the peer's answer together, 1 ms to 1 day
 * @param tcpNoDelay whether small writes go out at once ({@code TCP_NODELAY})
 * @param keepAlive whether the operating system probes an idle connection ({@code SO_KEEPALIVE})
 */
public record SessionOptions(
        Receiving receiving,
        Sending sending,
        Duration admissionTimeout,
        int admissionLimit,
        Duration closeTimeout,
        boolean tcpNoDelay,
        boolean keepAlive) {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final SessionOptions FOR_LISTENER = new SessionOptions(
            new Receiving(
                    8 * KIB,
                    RateLimit.of(200, 1000),
                    RateLimit.of(64 * KIB, 5 * 64 * KIB),
                    Map.of(),
                    Duration.ZERO,
                    Duration.ZERO),
            new Sending(Packet.MAX_SIZE, MIB, 256 * KIB, TEN_SECONDS, TEN_SECONDS),
            Duration.ofSeconds(5),
            4 * KIB,
            Duration.ofSeconds(2),
            true,
            true);
    private static final SessionOptions FOR_CONNECTOR =
            FOR_LISTENER.withMaxReceivedPacketSize(Packet.MAX_SIZE).withoutReceiveRates();

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    public SessionOptions {
        Objects.requireNonNull(receiving, "receiving");
        Objects.requireNonNull(sending, "sending");
        OptionRange.check("admissionTimeout", admissionTimeout);
        OptionRange.check("admissionLimit", admissionLimit, Packet.HEADER_SIZE, Packet.MAX_SIZE);
        OptionRange.check("closeTimeout", closeTimeout);
    }

    /**
     * How much of something there may be in a second.
     *
     * @param perSecond how many there may be a second, on average, 1 to 2,147,483,647
     * @param burst how many there may be at once, after a time of fewer, 1 to 2,147,483,647
     * @param excess what happens to those beyond
     */
    public record RateLimit(int perSecond, int burst, Excess excess) {
        private static final RateLimit UNLIMITED = of(Integer.MAX_VALUE, Integer.MAX_VALUE);

        /** What happens beyond a limit. */
        public enum Excess {
            /** The session ends. */
            DISCONNECT,
            /** The packet is passed over and counted, and the session goes on. */
            DROP
        }

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if an option is out of its range
         */
        public RateLimit {
            OptionRange.check("perSecond", perSecond, 1, Integer.MAX_VALUE);
            OptionRange.check("burst", burst, 1, Integer.MAX_VALUE);
            Objects.requireNonNull(excess, "excess");
        }

        /** A limit beyond which the session ends. */
        public static RateLimit of(int perSecond, int burst) {
            return new RateLimit(perSecond, burst, Excess.DISCONNECT);
        }

        /** No limit: nothing is measured. */
        public static RateLimit unlimited() {
            return UNLIMITED;
        }

        /** This limit, but what is beyond it is dropped. */
        public RateLimit dropping() {
            return new RateLimit(perSecond, burst, Excess.DROP);
        }

        boolean isUnlimited() {
            return equals(UNLIMITED);
        }
    }

    /**
     * What is taken from the peer.
     *
     * @param maxPacketSize the largest packet, in bytes with its header, 4 to 65,535; a larger one ends the session as
     *     {@link DisconnectReason#MALFORMED_PACKET}. For a session that is not a {@link PacketSession}: the most bytes
     *     that may be left unconsumed
     * @param packets how many packets; {@link DisconnectReason#PACKET_RATE_EXCEEDED}
     * @param bytes how many bytes, whatever is in them; {@link DisconnectReason#BYTE_RATE_EXCEEDED}. Bytes cannot be
     *     dropped
     * @param packetIds limits for packets of single ids, 0 to 65,535, each instead of the general one;
     *     {@link DisconnectReason#PACKET_ID_RATE_EXCEEDED}
     * @param idleTimeout how long the peer may be silent, 1 ms to 1 day, or zero for ever;
     *     {@link DisconnectReason#IDLE_TIMED_OUT}
     * @param heartbeat after what silence of the peer {@link Session#onIdle} is called, and again after as much more,
     *     1 ms to 1 day, or zero for never
     */
    public record Receiving(
            int maxPacketSize,
            RateLimit packets,
            RateLimit bytes,
            Map<Integer, RateLimit> packetIds,
            Duration idleTimeout,
            Duration heartbeat) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if an option is out of its range
         */
        public Receiving {
            OptionRange.check("maxReceivedPacketSize", maxPacketSize, Packet.HEADER_SIZE, Packet.MAX_SIZE);
            Objects.requireNonNull(packets, "packets");
            if (bytes.excess() == RateLimit.Excess.DROP) {
                throw new IllegalArgumentException("bytes is a limit that drops: a stream without them means nothing");
            }
            packetIds = Map.copyOf(packetIds);
            packetIds.keySet().forEach(id -> OptionRange.check("packetId", id, 0, 65_535));
            OptionRange.checkOrZero("idleTimeout", idleTimeout);
            OptionRange.checkOrZero("heartbeat", heartbeat);
        }
    }

    /**
     * What may wait for the peer.
     *
     * @param maxPacketSize the largest packet that may be sent, in bytes with its header, 1,024 to 65,535; for a larger
     *     one {@code send} throws a {@link PacketTooLargeException}. It does not hold for bytes that are sent as they are
     * @param queueLimit how many bytes may wait to be written, 65,535 to 1 GiB; a packet that would go beyond ends the
     *     session as {@link DisconnectReason#SEND_QUEUE_FULL}
     * @param softLimit how many bytes may wait for longer than {@code softTime}, 1 byte to 1 GiB. While there are as
     *     many, {@linkplain Delivery#droppable() droppable} packets are dropped
     * @param softTime how long the queue may be above the soft limit without a break, 1 ms to 1 day;
     *     {@link DisconnectReason#SLOW_CONSUMER}
     * @param stallTimeout how long the peer may take nothing while something waits for it, 1 ms to 1 day;
     *     {@link DisconnectReason#WRITE_STALLED}
     */
    public record Sending(int maxPacketSize, int queueLimit, int softLimit, Duration softTime, Duration stallTimeout) {
        /** Packets up to this size need no look at the limit: no limit is lower. */
        static final int SMALLEST_MAX_PACKET_SIZE = KIB;

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if an option is out of its range
         */
        public Sending {
            OptionRange.check("maxSentPacketSize", maxPacketSize, SMALLEST_MAX_PACKET_SIZE, Packet.MAX_SIZE);
            OptionRange.check("sendQueueLimit", queueLimit, Packet.MAX_SIZE, KIB * MIB);
            OptionRange.check("softLimit", softLimit, 1, KIB * MIB);
            OptionRange.check("softTime", softTime);
            OptionRange.check("stallTimeout", stallTimeout);
        }
    }

    /**
     * The defaults of sessions that a {@link Listener} accepts, which honest players do not come near. From the peer:
     * packets of 8 KiB, as clients have no reason to send large ones, 200 packets a second with bursts of 1,000, 64 KiB
     * a second with bursts of 320 KiB. To the peer: packets of 65,535 bytes, 1 MiB in the queue, 256 KiB for 10 s, 10 s
     * without it taking anything. 5 s and 4 KiB to be admitted, 2 s to close, no idle timeout and no heartbeat, no
     * delay, keep-alive.
     */
    public static SessionOptions forListener() {
        return FOR_LISTENER;
    }

    /**
     * The defaults of sessions that a {@link Connector} connects: the same, but received packets of up to 65,535 bytes,
     * as servers may send them, and no limit to the rate of packets or bytes, as a client hears a whole room.
     */
    public static SessionOptions forConnector() {
        return FOR_CONNECTOR;
    }

    /** These options with another {@link Receiving#maxPacketSize()}. */
    public SessionOptions withMaxReceivedPacketSize(int bytes) {
        return with(new Receiving(
                bytes,
                receiving.packets,
                receiving.bytes,
                receiving.packetIds,
                receiving.idleTimeout,
                receiving.heartbeat));
    }

    /** These options with other limits to the rate of {@link Receiving#packets()} and {@link Receiving#bytes()}. */
    public SessionOptions withReceiveRates(RateLimit packets, RateLimit bytes) {
        return with(new Receiving(
                receiving.maxPacketSize,
                packets,
                bytes,
                receiving.packetIds,
                receiving.idleTimeout,
                receiving.heartbeat));
    }

    /** These options, but packets and bytes are taken at any rate; limits of single ids stay. */
    public SessionOptions withoutReceiveRates() {
        return withReceiveRates(RateLimit.unlimited(), RateLimit.unlimited());
    }

    /** These options with another limit for packets of one id: see {@link Receiving#packetIds()}. */
    public SessionOptions withPacketRate(int packetId, RateLimit limit) {
        Map<Integer, RateLimit> packetIds = new HashMap<>(receiving.packetIds);
        packetIds.put(packetId, limit);
        return with(new Receiving(
                receiving.maxPacketSize,
                receiving.packets,
                receiving.bytes,
                packetIds,
                receiving.idleTimeout,
                receiving.heartbeat));
    }

    /** These options with another {@link Receiving#idleTimeout()}. */
    public SessionOptions withIdleTimeout(Duration timeout) {
        return with(new Receiving(
                receiving.maxPacketSize,
                receiving.packets,
                receiving.bytes,
                receiving.packetIds,
                timeout,
                receiving.heartbeat));
    }

    /** These options with another {@link Receiving#heartbeat()}. */
    public SessionOptions withHeartbeat(Duration interval) {
        return with(new Receiving(
                receiving.maxPacketSize,
                receiving.packets,
                receiving.bytes,
                receiving.packetIds,
                receiving.idleTimeout,
                interval));
    }

    /** These options with another {@link Sending#maxPacketSize()}. */
    public SessionOptions withMaxSentPacketSize(int bytes) {
        return with(new Sending(bytes, sending.queueLimit, sending.softLimit, sending.softTime, sending.stallTimeout));
    }

    /** These options with another {@link Sending#queueLimit()}. */
    public SessionOptions withSendQueueLimit(int bytes) {
        return with(
                new Sending(sending.maxPacketSize, bytes, sending.softLimit, sending.softTime, sending.stallTimeout));
    }

    /** These options with another {@link Sending#softLimit()} and {@link Sending#softTime()}. */
    public SessionOptions withSendQueueSoftLimit(int bytes, Duration time) {
        return with(new Sending(sending.maxPacketSize, sending.queueLimit, bytes, time, sending.stallTimeout));
    }

    /** These options with another {@link Sending#stallTimeout()}. */
    public SessionOptions withStallTimeout(Duration timeout) {
        return with(
                new Sending(sending.maxPacketSize, sending.queueLimit, sending.softLimit, sending.softTime, timeout));
    }

    /** These options with another {@link #admissionTimeout()} and {@link #admissionLimit()}. */
    public SessionOptions withAdmission(Duration timeout, int bytes) {
        return new SessionOptions(receiving, sending, timeout, bytes, closeTimeout, tcpNoDelay, keepAlive);
    }

    /** These options with another {@link #closeTimeout()}. */
    public SessionOptions withCloseTimeout(Duration timeout) {
        return new SessionOptions(receiving, sending, admissionTimeout, admissionLimit, timeout, tcpNoDelay, keepAlive);
    }

    /** These options with another {@link #tcpNoDelay()}. */
    public SessionOptions withTcpNoDelay(boolean enabled) {
        return new SessionOptions(
                receiving, sending, admissionTimeout, admissionLimit, closeTimeout, enabled, keepAlive);
    }

    /** These options with another {@link #keepAlive()}. */
    public SessionOptions withKeepAlive(boolean enabled) {
        return new SessionOptions(
                receiving, sending, admissionTimeout, admissionLimit, closeTimeout, tcpNoDelay, enabled);
    }

    private SessionOptions with(Receiving other) {
        return new SessionOptions(
                other, sending, admissionTimeout, admissionLimit, closeTimeout, tcpNoDelay, keepAlive);
    }

    private SessionOptions with(Sending other) {
        return new SessionOptions(
                receiving, other, admissionTimeout, admissionLimit, closeTimeout, tcpNoDelay, keepAlive);
    }
}
