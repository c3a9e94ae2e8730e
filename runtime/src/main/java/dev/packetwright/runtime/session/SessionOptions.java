package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one session may take, and how its socket is set. Start from {@link #forListener()} or {@link #forConnector()}
 * and change what you need with the {@code with…} methods; each returns a new value, or throws an
 * {@link IllegalArgumentException} that names the option if it is out of its range. Two are equal if all options are.
 *
 * <p>What has a duration is looked at once a second, so that it may take up to a second longer.
 */
public final class SessionOptions {
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
            new Admission(Duration.ofSeconds(5), 4 * KIB),
            new Socket(Duration.ofSeconds(2), true, true));
    private static final SessionOptions FOR_CONNECTOR =
            FOR_LISTENER.withMaxReceivedPacketSize(Packet.MAX_SIZE).withoutReceiveRates();

    private final Receiving receiving;
    private final Sending sending;
    private final Admission admission;
    private final Socket socket;

    private SessionOptions(Receiving receiving, Sending sending, Admission admission, Socket socket) {
        this.receiving = receiving;
        this.sending = sending;
        this.admission = admission;
        this.socket = socket;
    }

    /**
     * How much of something there may be in a second.
     *
     * @param perSecond how many there may be a second, on average, 1 to 2,147,483,647
     * @param burst how many there may be at once, after a time of fewer, 1 to 2,147,483,647
     * @param drops whether those beyond are passed over and counted; if not, they end the session
     */
    public record RateLimit(int perSecond, int burst, boolean drops) {
        private static final RateLimit UNLIMITED = of(Integer.MAX_VALUE, Integer.MAX_VALUE);

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if an option is out of its range
         */
        public RateLimit {
            OptionRange.check("perSecond", perSecond, 1, Integer.MAX_VALUE);
            OptionRange.check("burst", burst, 1, Integer.MAX_VALUE);
        }

        /** A limit beyond which the session ends. */
        public static RateLimit of(int perSecond, int burst) {
            return new RateLimit(perSecond, burst, false);
        }

        /** No limit: nothing is measured. */
        public static RateLimit unlimited() {
            return UNLIMITED;
        }

        /** This limit, but what is beyond it is dropped. */
        public RateLimit dropping() {
            return new RateLimit(perSecond, burst, true);
        }

        boolean isUnlimited() {
            return equals(UNLIMITED);
        }
    }

    /** What is taken from the peer. */
    record Receiving(
            int maxPacketSize,
            RateLimit packets,
            RateLimit bytes,
            Map<Integer, RateLimit> packetIds,
            Duration idleTimeout,
            Duration heartbeat) {
        Receiving {
            OptionRange.check("maxReceivedPacketSize", maxPacketSize, Packet.HEADER_SIZE, Packet.MAX_SIZE);
            Objects.requireNonNull(packets, "packets");
            if (bytes.drops()) {
                throw new IllegalArgumentException("bytes is a limit that drops: a stream without them means nothing");
            }
            packetIds = Map.copyOf(packetIds);
            packetIds.keySet().forEach(id -> OptionRange.check("packetId", id, 0, 65_535));
            OptionRange.checkOrZero("idleTimeout", idleTimeout);
            OptionRange.checkOrZero("heartbeat", heartbeat);
        }
    }

    /** What may wait for the peer. */
    record Sending(int maxPacketSize, int queueLimit, int softLimit, Duration softTime, Duration stallTimeout) {
        Sending {
            OptionRange.check("maxSentPacketSize", maxPacketSize, KIB, Packet.MAX_SIZE);
            OptionRange.check("sendQueueLimit", queueLimit, Packet.MAX_SIZE, KIB * MIB);
            OptionRange.check("softLimit", softLimit, 1, KIB * MIB);
            OptionRange.check("softTime", softTime);
            OptionRange.check("stallTimeout", stallTimeout);
        }
    }

    /** What a peer has until it is admitted. */
    private record Admission(Duration timeout, int limit) {
        Admission {
            OptionRange.check("admissionTimeout", timeout);
            OptionRange.check("admissionLimit", limit, Packet.HEADER_SIZE, Packet.MAX_SIZE);
        }
    }

    /** How the socket is set. */
    private record Socket(Duration closeTimeout, boolean noDelay, boolean keepAlive) {
        Socket {
            OptionRange.check("closeTimeout", closeTimeout);
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

    // ---- from the peer

    /**
     * The largest packet that is taken, in bytes with its header, 4 to 65,535; a larger one ends the session as
     * {@link DisconnectReason#MALFORMED_PACKET}. For a session that is not a {@link PacketSession}: the most bytes that
     * may be left unconsumed.
     */
    public int maxReceivedPacketSize() {
        return receiving.maxPacketSize;
    }

    /** These options with another {@link #maxReceivedPacketSize()}. */
    public SessionOptions withMaxReceivedPacketSize(int bytes) {
        return with(new Receiving(
                bytes,
                receiving.packets,
                receiving.bytes,
                receiving.packetIds,
                receiving.idleTimeout,
                receiving.heartbeat));
    }

    /** How many packets are taken; {@link DisconnectReason#PACKET_RATE_EXCEEDED}. */
    public RateLimit packetRate() {
        return receiving.packets;
    }

    /**
     * How many bytes are taken, whatever is in them; {@link DisconnectReason#BYTE_RATE_EXCEEDED}. Bytes cannot be
     * dropped.
     */
    public RateLimit byteRate() {
        return receiving.bytes;
    }

    /** These options with another {@link #packetRate()} and {@link #byteRate()}. */
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

    /**
     * The limits for packets of single ids, 0 to 65,535, each instead of {@link #packetRate()};
     * {@link DisconnectReason#PACKET_ID_RATE_EXCEEDED}.
     */
    public Map<Integer, RateLimit> packetIdRates() {
        return receiving.packetIds;
    }

    /** These options with another one of the {@link #packetIdRates()}. */
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

    /** How long the peer may be silent, 1 ms to 1 day, or zero for ever; {@link DisconnectReason#IDLE_TIMED_OUT}. */
    public Duration idleTimeout() {
        return receiving.idleTimeout;
    }

    /** These options with another {@link #idleTimeout()}. */
    public SessionOptions withIdleTimeout(Duration timeout) {
        return with(new Receiving(
                receiving.maxPacketSize,
                receiving.packets,
                receiving.bytes,
                receiving.packetIds,
                timeout,
                receiving.heartbeat));
    }

    /**
     * After what silence of the peer {@link Session#onIdle} is called, and again after as much more, 1 ms to 1 day, or
     * zero for never.
     */
    public Duration heartbeat() {
        return receiving.heartbeat;
    }

    /** These options with another {@link #heartbeat()}. */
    public SessionOptions withHeartbeat(Duration interval) {
        return with(new Receiving(
                receiving.maxPacketSize,
                receiving.packets,
                receiving.bytes,
                receiving.packetIds,
                receiving.idleTimeout,
                interval));
    }

    // ---- to the peer

    /**
     * The largest packet that may be sent, in bytes with its header, 1,024 to 65,535; for a larger one {@code send}
     * throws a {@link PacketTooLargeException}. It does not hold for bytes that are sent as they are.
     */
    public int maxSentPacketSize() {
        return sending.maxPacketSize;
    }

    /** These options with another {@link #maxSentPacketSize()}. */
    public SessionOptions withMaxSentPacketSize(int bytes) {
        return with(new Sending(bytes, sending.queueLimit, sending.softLimit, sending.softTime, sending.stallTimeout));
    }

    /**
     * How many bytes may wait to be written, 65,535 to 1 GiB; a packet that would go beyond ends the session as
     * {@link DisconnectReason#SEND_QUEUE_FULL}.
     */
    public int sendQueueLimit() {
        return sending.queueLimit;
    }

    /** These options with another {@link #sendQueueLimit()}. */
    public SessionOptions withSendQueueLimit(int bytes) {
        return with(
                new Sending(sending.maxPacketSize, bytes, sending.softLimit, sending.softTime, sending.stallTimeout));
    }

    /**
     * How many bytes may wait for longer than {@link #sendQueueSoftTime()}, 1 byte to 1 GiB. While there are as many,
     * {@linkplain Delivery#droppable() droppable} packets are dropped.
     */
    public int sendQueueSoftLimit() {
        return sending.softLimit;
    }

    /**
     * How long the queue may be above {@link #sendQueueSoftLimit()} without a break, 1 ms to 1 day;
     * {@link DisconnectReason#SLOW_CONSUMER}.
     */
    public Duration sendQueueSoftTime() {
        return sending.softTime;
    }

    /** These options with another {@link #sendQueueSoftLimit()} and {@link #sendQueueSoftTime()}. */
    public SessionOptions withSendQueueSoftLimit(int bytes, Duration time) {
        return with(new Sending(sending.maxPacketSize, sending.queueLimit, bytes, time, sending.stallTimeout));
    }

    /**
     * How long the peer may take nothing while something waits for it, 1 ms to 1 day;
     * {@link DisconnectReason#WRITE_STALLED}.
     */
    public Duration stallTimeout() {
        return sending.stallTimeout;
    }

    /** These options with another {@link #stallTimeout()}. */
    public SessionOptions withStallTimeout(Duration timeout) {
        return with(
                new Sending(sending.maxPacketSize, sending.queueLimit, sending.softLimit, sending.softTime, timeout));
    }

    // ---- the beginning and the end

    /**
     * How long a session that {@linkplain PacketSession#PacketSession(int) requires admission} may wait for it, 1 ms to
     * 1 day; {@link DisconnectReason#ADMISSION_TIMED_OUT}.
     */
    public Duration admissionTimeout() {
        return admission.timeout;
    }

    /**
     * How many bytes such a session may hold until it is admitted, handshake included, 4 to 65,535;
     * {@link DisconnectReason#ADMISSION_TOO_LARGE}.
     */
    public int admissionLimit() {
        return admission.limit;
    }

    /** These options with another {@link #admissionTimeout()} and {@link #admissionLimit()}. */
    public SessionOptions withAdmission(Duration timeout, int bytes) {
        return new SessionOptions(receiving, sending, new Admission(timeout, bytes), socket);
    }

    /** How long a close may take, flushing and the peer's answer together, 1 ms to 1 day. */
    public Duration closeTimeout() {
        return socket.closeTimeout;
    }

    /** These options with another {@link #closeTimeout()}. */
    public SessionOptions withCloseTimeout(Duration timeout) {
        return with(new Socket(timeout, socket.noDelay, socket.keepAlive));
    }

    /** Whether small writes go out at once ({@code TCP_NODELAY}). */
    public boolean tcpNoDelay() {
        return socket.noDelay;
    }

    /** These options with another {@link #tcpNoDelay()}. */
    public SessionOptions withTcpNoDelay(boolean enabled) {
        return with(new Socket(socket.closeTimeout, enabled, socket.keepAlive));
    }

    /** Whether the operating system probes an idle connection ({@code SO_KEEPALIVE}). */
    public boolean keepAlive() {
        return socket.keepAlive;
    }

    /** These options with another {@link #keepAlive()}. */
    public SessionOptions withKeepAlive(boolean enabled) {
        return with(new Socket(socket.closeTimeout, socket.noDelay, enabled));
    }

    private SessionOptions with(Receiving other) {
        return new SessionOptions(other, sending, admission, socket);
    }

    private SessionOptions with(Sending other) {
        return new SessionOptions(receiving, other, admission, socket);
    }

    private SessionOptions with(Socket other) {
        return new SessionOptions(receiving, sending, admission, other);
    }

    // ---- for the runtime

    Receiving receiving() {
        return receiving;
    }

    Sending sending() {
        return sending;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionOptions same && parts().equals(same.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** All options, for people. */
    @Override
    public String toString() {
        return "SessionOptions" + parts();
    }

    private List<Record> parts() {
        return List.of(receiving, sending, admission, socket);
    }
}
