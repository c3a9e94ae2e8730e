package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.packet.PingPackets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one session and the settings of its socket. Start from {@link #forListener()} or
 * {@link #forConnector()} and change single options with the {@code with…} methods. Each returns new options, or throws
 * an {@link IllegalArgumentException} that names an option whose value is out of range. Options are equal if all their
 * values are equal. Safe for use by many threads.
 *
 * <p>The runtime checks time limits once a second, so that a limit may take effect up to two seconds late.
 */
public final class SessionOptions {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final SessionOptions FOR_LISTENER = new SessionOptions(new Draft());
    private static final SessionOptions FOR_CONNECTOR =
            FOR_LISTENER.withMaxReceivedPacketSize(Packet.MAX_SIZE).withoutReceiveRates();

    private final Draft values;

    private SessionOptions(Draft values) {
        this.values = values.checked();
    }

    /**
     * A limit on a rate: an average per second and a burst.
     *
     * @param perSecond the average number per second, 1 to 2,147,483,647
     * @param burst the number allowed at once after a quieter time, 1 to 2,147,483,647
     * @param drops whether the excess is dropped and counted; otherwise it ends the session
     */
    public record RateLimit(int perSecond, int burst, boolean drops) {
        private static final RateLimit UNLIMITED = of(Integer.MAX_VALUE, Integer.MAX_VALUE);

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public RateLimit {
            OptionRange.check("perSecond", perSecond, 1, Integer.MAX_VALUE);
            OptionRange.check("burst", burst, 1, Integer.MAX_VALUE);
        }

        /** A limit whose excess ends the session. */
        public static RateLimit of(int perSecond, int burst) {
            return new RateLimit(perSecond, burst, false);
        }

        /** No limit. Nothing is measured. */
        public static RateLimit unlimited() {
            return UNLIMITED;
        }

        /** The same limit, but its excess is dropped. */
        public RateLimit dropping() {
            return new RateLimit(perSecond, burst, true);
        }

        boolean isUnlimited() {
            return equals(UNLIMITED);
        }
    }

    /** The values, one line for each option. A draft changes only before it becomes part of its options. */
    private static final class Draft implements Cloneable {
        int maxReceivedPacketSize = 8 * KIB;
        RateLimit packetRate = RateLimit.of(200, 1000);
        RateLimit byteRate = RateLimit.of(64 * KIB, 5 * 64 * KIB);
        Map<Integer, RateLimit> packetIdRates = Map.of();
        Duration idleTimeout = Duration.ZERO;
        Duration heartbeat = Duration.ZERO;

        @Nullable
        PingPackets ping;

        Duration pingInterval = Duration.ZERO;

        @Nullable
        PingPackets answeredPing;

        int maxSentPacketSize = Packet.MAX_SIZE;
        int sendQueueLimit = MIB;

        @Nullable
        Integer sendQueueSoftLimit;

        Duration sendQueueSoftTime = Duration.ofSeconds(10);
        Duration stallTimeout = Duration.ofSeconds(10);
        Duration admissionTimeout = Duration.ofSeconds(5);
        int admissionLimit = 4 * KIB;
        Duration closeTimeout = Duration.ofSeconds(2);
        boolean tcpNoDelay = true;
        boolean keepAlive = true;
        boolean packetCounts;

        Draft checked() {
            OptionRange.check("maxReceivedPacketSize", maxReceivedPacketSize, Packet.HEADER_SIZE, Packet.MAX_SIZE);
            Objects.requireNonNull(packetRate, "packets");
            if (byteRate.drops()) {
                throw new IllegalArgumentException("bytes is a limit that drops, but bytes cannot be dropped");
            }
            packetIdRates.keySet().forEach(id -> OptionRange.check("packetId", id, 0, 65_535));
            OptionRange.checkOrZero("idleTimeout", idleTimeout);
            OptionRange.checkOrZero("heartbeat", heartbeat);
            if (ping != null) {
                OptionRange.check("pingInterval", pingInterval);
            }
            OptionRange.check("maxSentPacketSize", maxSentPacketSize, KIB, Packet.MAX_SIZE);
            OptionRange.check("sendQueueLimit", sendQueueLimit, Packet.MAX_SIZE, KIB * MIB);
            if (sendQueueSoftLimit != null) {
                OptionRange.check("softLimit", sendQueueSoftLimit, 1, sendQueueLimit);
            }
            OptionRange.check("softTime", sendQueueSoftTime);
            OptionRange.check("stallTimeout", stallTimeout);
            OptionRange.check("admissionTimeout", admissionTimeout);
            OptionRange.check("admissionLimit", admissionLimit, Packet.HEADER_SIZE, Packet.MAX_SIZE);
            OptionRange.check("closeTimeout", closeTimeout);
            return this;
        }

        int softLimit() {
            return sendQueueSoftLimit == null ? sendQueueLimit / 4 : sendQueueSoftLimit;
        }

        Map<String, Object> byName() {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("maxReceivedPacketSize", maxReceivedPacketSize);
            values.put("packetRate", packetRate);
            values.put("byteRate", byteRate);
            values.put("packetIdRates", packetIdRates);
            values.put("idleTimeout", idleTimeout);
            values.put("heartbeat", heartbeat);
            values.put("ping", Optional.ofNullable(ping));
            values.put("pingInterval", pingInterval);
            values.put("answeredPing", Optional.ofNullable(answeredPing));
            values.put("maxSentPacketSize", maxSentPacketSize);
            values.put("sendQueueLimit", sendQueueLimit);
            values.put("sendQueueSoftLimit", softLimit());
            values.put("sendQueueSoftTime", sendQueueSoftTime);
            values.put("stallTimeout", stallTimeout);
            values.put("admissionTimeout", admissionTimeout);
            values.put("admissionLimit", admissionLimit);
            values.put("closeTimeout", closeTimeout);
            values.put("tcpNoDelay", tcpNoDelay);
            values.put("keepAlive", keepAlive);
            values.put("packetCounts", packetCounts);
            return values;
        }

        void limitPacketId(int id, RateLimit limit) {
            Map<Integer, RateLimit> rates = new HashMap<>(packetIdRates);
            rates.put(id, limit);
            packetIdRates = Map.copyOf(rates);
        }

        @Override
        protected Draft clone() {
            try {
                return (Draft) super.clone();
            } catch (CloneNotSupportedException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private SessionOptions with(Consumer<Draft> change) {
        Draft changed = values.clone();
        change.accept(changed);
        return new SessionOptions(changed);
    }

    /**
     * The defaults of sessions that a {@link Listener} accepts. Honest players stay far below these limits.
     *
     * <p>Receiving: packets of at most 8 KiB, because clients have no reason to send larger ones; 200 packets per
     * second with bursts of 1,000; 64 KiB per second with bursts of 320 KiB; no idle timeout and no heartbeat.
     *
     * <p>Sending: packets of at most 65,535 bytes; a queue of 1 MiB; more than 256 KiB in the queue for at most 10 s;
     * 10 s without progress. Admission: 5 s and 4 KiB. Socket: 2 s to close, {@code TCP_NODELAY}, {@code SO_KEEPALIVE}.
     */
    public static SessionOptions forListener() {
        return FOR_LISTENER;
    }

    /**
     * The defaults of sessions that a {@link Connector} connects. They differ from {@link #forListener()} in two
     * points: received packets may have 65,535 bytes, because servers send large packets, and the rates of received
     * packets and bytes are not limited, because a client hears a whole room.
     */
    public static SessionOptions forConnector() {
        return FOR_CONNECTOR;
    }

    // ---- receiving

    /**
     * The largest packet that the session accepts, in bytes with its header, 4 to 65,535. A larger packet ends the
     * session as {@link DisconnectReason#MALFORMED_PACKET}. In a session that is not a {@link PacketSession}: the
     * largest number of bytes that may be left unconsumed.
     */
    public int maxReceivedPacketSize() {
        return values.maxReceivedPacketSize;
    }

    /** These options with another {@link #maxReceivedPacketSize()}. */
    public SessionOptions withMaxReceivedPacketSize(int bytes) {
        return with(draft -> draft.maxReceivedPacketSize = bytes);
    }

    /** The rate at which packets may arrive; {@link DisconnectReason#PACKET_RATE_EXCEEDED}. */
    public RateLimit packetRate() {
        return values.packetRate;
    }

    /**
     * The rate at which bytes may arrive, whatever their meaning; {@link DisconnectReason#BYTE_RATE_EXCEEDED}. Bytes
     * cannot be dropped.
     */
    public RateLimit byteRate() {
        return values.byteRate;
    }

    /** These options with another {@link #packetRate()} and {@link #byteRate()}. */
    public SessionOptions withReceiveRates(RateLimit packets, RateLimit bytes) {
        return with(draft -> {
            draft.packetRate = packets;
            draft.byteRate = bytes;
        });
    }

    /** These options without a limit on the rates of packets and bytes. Limits of single ids stay. */
    public SessionOptions withoutReceiveRates() {
        return withReceiveRates(RateLimit.unlimited(), RateLimit.unlimited());
    }

    /**
     * The rates of single packet ids, 0 to 65,535. Each replaces {@link #packetRate()} for its id;
     * {@link DisconnectReason#PACKET_ID_RATE_EXCEEDED}.
     */
    public Map<Integer, RateLimit> packetIdRates() {
        return values.packetIdRates;
    }

    /** These options with another rate in {@link #packetIdRates()}. */
    public SessionOptions withPacketRate(int packetId, RateLimit limit) {
        return with(draft -> draft.limitPacketId(packetId, limit));
    }

    /**
     * The longest time for which the peer may be silent, 1 ms to 1 day; zero turns the limit off;
     * {@link DisconnectReason#IDLE_TIMED_OUT}.
     */
    public Duration idleTimeout() {
        return values.idleTimeout;
    }

    /** These options with another {@link #idleTimeout()}. */
    public SessionOptions withIdleTimeout(Duration timeout) {
        return with(draft -> draft.idleTimeout = timeout);
    }

    /**
     * The silence of the peer after which the runtime calls {@link Session#onIdle}, and after which it calls the method
     * again, 1 ms to 1 day; zero turns the calls off.
     */
    public Duration heartbeat() {
        return values.heartbeat;
    }

    /** These options with another {@link #heartbeat()}. */
    public SessionOptions withHeartbeat(Duration interval) {
        return with(draft -> draft.heartbeat = interval);
    }

    /** The ping that the session sends, and its answer; empty if it sends none. */
    public Optional<PingPackets> ping() {
        return Optional.ofNullable(values.ping);
    }

    /** The time between two pings; zero without {@link #ping()}. */
    public Duration pingInterval() {
        return values.pingInterval;
    }

    /**
     * These options for a {@link PacketSession} that measures {@link PacketSession#roundTripTime()}: once its peer is
     * admitted, it sends a ping, and another one whenever the interval has passed and the last one has been answered. If
     * the session requires no admission, it begins after the first packet of its peer, which may await a handshake.
     * The peer's answers do not reach {@link PacketSession#onPacket}, and one without its ping is ignored. A ping without
     * an answer is given up after ten intervals, and after ten seconds at the earliest. A peer that does not answer falls
     * under {@link #idleTimeout()} like any other that is silent.
     *
     * @param packets the pings of this side: {@code Protocol.SERVER_PING} for a server, {@code Protocol.CLIENT_PING} for
     *     a client
     * @param interval the time between two pings, 1 ms to 1 day; the runtime looks once a second
     */
    public SessionOptions withPing(PingPackets packets, Duration interval) {
        Objects.requireNonNull(packets, "packets");
        return with(draft -> {
            draft.ping = packets;
            draft.pingInterval = interval;
        });
    }

    /** The ping of the peer that the session answers; empty if it answers none. */
    public Optional<PingPackets> answeredPing() {
        return Optional.ofNullable(values.answeredPing);
    }

    /**
     * These options for a {@link PacketSession} that answers the pings of its peer at once. They do not reach {@link
     * PacketSession#onPacket}, but count in the rates like all received packets. While the send queue is above
     * {@link #sendQueueSoftLimit()}, they stay without an answer.
     *
     * @param packets the pings of the peer: {@code Protocol.CLIENT_PING} for a server, {@code Protocol.SERVER_PING} for a
     *     client
     */
    public SessionOptions withAnsweredPing(PingPackets packets) {
        Objects.requireNonNull(packets, "packets");
        return with(draft -> draft.answeredPing = packets);
    }

    @Nullable
    PingPackets pingOrNull() {
        return values.ping;
    }

    @Nullable
    PingPackets answeredPingOrNull() {
        return values.answeredPing;
    }

    /** Whether the session sends pings or answers them. */
    boolean hasPings() {
        return values.ping != null || values.answeredPing != null;
    }

    // ---- sending

    /**
     * The largest packet that may be sent, in bytes with its header, 1,024 to 65,535. For a larger packet, {@code send}
     * throws a {@link PacketTooLargeException}. The limit does not apply to bytes that are sent as they are.
     */
    public int maxSentPacketSize() {
        return values.maxSentPacketSize;
    }

    /** These options with another {@link #maxSentPacketSize()}. */
    public SessionOptions withMaxSentPacketSize(int bytes) {
        return with(draft -> draft.maxSentPacketSize = bytes);
    }

    /**
     * The size of the send queue in bytes, 65,535 to 1 GiB. A packet that does not fit ends the session as
     * {@link DisconnectReason#SEND_QUEUE_FULL}. The limit holds for memory: beside its bytes, a packet of more than 1 KiB
     * counts with 64 bytes, and one that is the {@linkplain Delivery#latest latest} of its key with 160.
     */
    public int sendQueueLimit() {
        return values.sendQueueLimit;
    }

    /** These options with another {@link #sendQueueLimit()}. */
    public SessionOptions withSendQueueLimit(int bytes) {
        return with(draft -> draft.sendQueueLimit = bytes);
    }

    /**
     * The number of queued bytes above which the queue may stay for {@link #sendQueueSoftTime()} only, from 1 byte to
     * {@link #sendQueueLimit()}; by default a quarter of that. A {@linkplain Delivery#droppable() droppable} packet that
     * would take the queue beyond it is dropped.
     */
    public int sendQueueSoftLimit() {
        return values.softLimit();
    }

    /**
     * The longest time for which the queue may stay above {@link #sendQueueSoftLimit()} without a break, 1 ms to 1 day;
     * {@link DisconnectReason#SLOW_CONSUMER}.
     */
    public Duration sendQueueSoftTime() {
        return values.sendQueueSoftTime;
    }

    /** These options with another {@link #sendQueueSoftLimit()} and {@link #sendQueueSoftTime()}. */
    public SessionOptions withSendQueueSoftLimit(int bytes, Duration time) {
        return with(draft -> {
            draft.sendQueueSoftLimit = bytes;
            draft.sendQueueSoftTime = time;
        });
    }

    /**
     * The longest time for which the peer may accept no bytes while some are queued, 1 ms to 1 day;
     * {@link DisconnectReason#WRITE_STALLED}.
     */
    public Duration stallTimeout() {
        return values.stallTimeout;
    }

    /** These options with another {@link #stallTimeout()}. */
    public SessionOptions withStallTimeout(Duration timeout) {
        return with(draft -> draft.stallTimeout = timeout);
    }

    // ---- the beginning and the end

    /**
     * The time limit for the admission of a session that {@linkplain PacketSession#PacketSession(int, int...) requires it},
     * 1 ms to 1 day; {@link DisconnectReason#ADMISSION_TIMED_OUT}.
     */
    public Duration admissionTimeout() {
        return values.admissionTimeout;
    }

    /**
     * The largest number of bytes that such a session may receive before its admission, handshake included, 4 to
     * 65,535; {@link DisconnectReason#ADMISSION_TOO_LARGE}.
     */
    public int admissionLimit() {
        return values.admissionLimit;
    }

    /** These options with another {@link #admissionTimeout()} and {@link #admissionLimit()}. */
    public SessionOptions withAdmission(Duration timeout, int bytes) {
        return with(draft -> {
            draft.admissionTimeout = timeout;
            draft.admissionLimit = bytes;
        });
    }

    /** The time limit of a close, for flushing and the peer's answer together, 1 ms to 1 day. */
    public Duration closeTimeout() {
        return values.closeTimeout;
    }

    /** These options with another {@link #closeTimeout()}. */
    public SessionOptions withCloseTimeout(Duration timeout) {
        return with(draft -> draft.closeTimeout = timeout);
    }

    /** Whether the operating system sends small writes at once ({@code TCP_NODELAY}). */
    public boolean tcpNoDelay() {
        return values.tcpNoDelay;
    }

    /** These options with another {@link #tcpNoDelay()}. */
    public SessionOptions withTcpNoDelay(boolean enabled) {
        return with(draft -> draft.tcpNoDelay = enabled);
    }

    /** Whether the operating system probes an idle connection ({@code SO_KEEPALIVE}). */
    public boolean keepAlive() {
        return values.keepAlive;
    }

    /** These options with another {@link #keepAlive()}. */
    public SessionOptions withKeepAlive(boolean enabled) {
        return with(draft -> draft.keepAlive = enabled);
    }

    /**
     * Whether {@link Listener#packetCounts()} and {@link Connector#packetCounts()} count; no by default. To find and count
     * a packet costs about 1 ns when it is received and 4 ns when it is sent, which is a tenth of what the smallest packets
     * of a full connection cost.
     */
    public boolean packetCounts() {
        return values.packetCounts;
    }

    /** These options with another {@link #packetCounts()}. */
    public SessionOptions withPacketCounts(boolean enabled) {
        return with(draft -> draft.packetCounts = enabled);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionOptions same && values.byName().equals(same.values.byName());
    }

    @Override
    public int hashCode() {
        return values.byName().hashCode();
    }

    /** All options with their names. */
    @Override
    public String toString() {
        return "SessionOptions" + values.byName();
    }
}
