package dev.packetwright.runtime.session;

import dev.packetwright.runtime.admission.AdmissionGate;
import dev.packetwright.runtime.limit.ReceiveLimiter;
import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import dev.packetwright.runtime.packet.ProtocolVersions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A session that exchanges packets. A declared size out of the range {@value
 * dev.packetwright.runtime.packet.Packet#HEADER_SIZE} to {@link SessionOptions#maxReceivedPacketSize()} ends the
 * session with {@link DisconnectReason#MALFORMED_PACKET}, and so does a {@link MalformedPacketException} thrown by
 * {@link #onPacket}.
 *
 * <p>A session may {@linkplain #PacketSession(int, int...) require admission}. Then it accepts only a handshake from the peer,
 * until {@link #authenticate} has answered true.
 */
public abstract class PacketSession extends Session {
    /** The packets that may be the handshake; null if the session requires no admission. */
    private final int @Nullable [] handshakeIds;

    private volatile boolean admitted;

    /** Only the loop's thread changes it. */
    private volatile PeerState peer = PeerState.UNKNOWN;

    /** For subclasses: a session that is not connected yet and requires no admission. */
    protected PacketSession() {
        this.handshakeIds = null;
        this.admitted = true;
    }

    /**
     * For subclasses: a session that is not connected yet and requires admission. The peer's first packet must be the
     * handshake, or the session ends with {@link DisconnectReason#NOT_ADMITTED}. The handshake is passed to {@link
     * #authenticate}. Until the answer is there, the session stops reading: further bytes wait in the buffers of the
     * operating system, except those received together with the handshake. The session accepts at most {@link
     * SessionOptions#admissionLimit()} bytes before it is admitted.
     *
     * @param handshakeId the packet id of the handshake, 0 to 65,535
     * @param others further packets that may be the handshake instead, for example one that logs in and one that comes
     *     back after a lost connection. {@link PacketReader#packetId()} tells {@link #authenticate} which one it is
     */
    protected PacketSession(int handshakeId, int... others) {
        this.handshakeIds = checked(IntStream.concat(IntStream.of(handshakeId), IntStream.of(others)));
    }

    /**
     * Like {@link #PacketSession(int, int...)}, for the handshakes that the PDL declares: {@code
     * Protocol.CLIENT_HANDSHAKES} in a session of the server, {@code Protocol.SERVER_HANDSHAKES} in one of a client.
     *
     * @param handshakeIds the packet ids that the handshake may have, at least one, each 0 to 65,535
     */
    protected PacketSession(Collection<Integer> handshakeIds) {
        if (handshakeIds.isEmpty()) {
            throw new IllegalArgumentException("handshakeIds is empty, so that no peer could be admitted");
        }
        this.handshakeIds = checked(handshakeIds.stream().mapToInt(Integer::intValue));
    }

    private static int[] checked(IntStream handshakeIds) {
        return handshakeIds
                .peek(id -> OptionRange.check("handshakeId", id, 0, 65_535))
                .toArray();
    }

    /**
     * The handshake has been received. The returned stage may complete on any thread, at once or later. True admits the
     * peer: {@link #onAdmitted} is called, and packets are delivered. False ends the session with {@link
     * DisconnectReason#ADMISSION_REJECTED}, after packets sent before have been flushed. A failure ends it with {@link
     * DisconnectReason#HANDLER_FAILED}.
     *
     * <p>Override this in sessions that require admission. The default answers false.
     *
     * @param handshake positioned at the first member. Use it during this call only
     */
    protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
        return CompletableFuture.completedFuture(false);
    }

    /** The peer has been admitted. No packet after the handshake has been delivered yet. */
    protected void onAdmitted() {}

    /**
     * Whether {@link #onAdmitted} has been called or is about to be; true from the start in a session that requires no
     * admission. For {@link #onDisconnected}, which is called for peers that were never admitted, too.
     */
    public final boolean isAdmitted() {
        return admitted;
    }

    /**
     * For {@link #authenticate}: ends the session with {@link DisconnectReason#PROTOCOL_MISMATCH} unless both sides
     * were generated from the same protocol. Packets sent before are flushed.
     *
     * @param ours this side's {@code Protocol.FINGERPRINT}
     * @param theirs the fingerprint that the peer has sent
     */
    protected final void requireProtocol(long ours, long theirs) {
        if (ours != theirs) {
            String detail = "ours is %016x, theirs is %016x".formatted(ours, theirs);
            throw new RefusalException(CloseReason.gentle(DisconnectReason.PROTOCOL_MISMATCH, detail));
        }
    }

    /**
     * For {@link #authenticate} and {@link #onPacket}: ends the session with {@link DisconnectReason#PROTOCOL_MISMATCH}
     * if the peer's version of the protocol is older than the oldest one that this side serves. Packets sent before are
     * flushed. A newer peer is not refused: the newer side decides whether it serves the older one.
     *
     * <p>From now on, the session withholds packets that the peer's version does not know, and counts them in {@link
     * RuntimeMetrics#withheldSent()}. This also holds for broadcasts, so let the session enter groups afterwards. {@link #sendToAnyVersion} sends them nevertheless.
     *
     * @param ours this side's {@code Protocol.VERSIONS}
     * @param theirs the version that the peer has sent
     */
    protected final void requireVersion(ProtocolVersions ours, int theirs) {
        if (theirs < ours.oldest()) {
            String detail = "theirs is version " + theirs + ", ours is " + ours.current() + " and serves "
                    + ours.oldest() + " and later";
            throw new RefusalException(CloseReason.gentle(DisconnectReason.PROTOCOL_MISMATCH, detail));
        }
        peer = peer.withVersion(new PeerVersion(ours, theirs));
    }

    /** The peer's version, as passed to {@link #requireVersion}; empty before that. */
    public final OptionalInt peerVersion() {
        PeerVersion known = peer.version();
        return known == null ? OptionalInt.empty() : OptionalInt.of(known.version());
    }

    /**
     * A packet has been received. A session that is closing or has ended receives no more packets.
     *
     * @param packet positioned at the first member. It reads the received bytes in place and is reused for the next
     *     packet, so use it during this call only
     */
    protected abstract void onPacket(PacketReader packet);

    /**
     * {@link #onPacket} has thrown an exception. If this method returns, the session goes on with the next packet, and
     * the runtime logs the failure, at most 20 of them in ten seconds. If it throws, the session ends with {@link
     * DisconnectReason#HANDLER_FAILED}. Unless overridden, it throws the exception.
     *
     * <p>Keep a session only if its state is whole after a failure: the handler has done a part of its work. The method
     * is not called for a {@link MalformedPacketException} and for errors, which always end the session.
     *
     * @param packet the packet, read as far as the handler has read it. Use it during this call only
     */
    protected void onHandlerFailed(PacketReader packet, RuntimeException failure) {
        throw failure;
    }

    /**
     * The peer has answered a {@linkplain SessionOptions#withPing ping}.
     *
     * @param time the time from the moment at which the ping entered the send queue until its answer was read
     */
    protected void onRoundTrip(Duration time) {}

    /**
     * The time that a packet to the peer and its answer take, smoothed as in RFC 6298: a new measurement counts an
     * eighth. Empty until the peer has answered the first {@linkplain SessionOptions#withPing ping}, and in sessions
     * that send none.
     */
    public final Optional<Duration> roundTripTime() {
        PingExchange current = peer.pings();
        return current == null ? Optional.empty() : current.smoothed();
    }

    /**
     * Sends a packet. The calling thread writes the packet into the send queue during the call. Packets are delivered
     * in the order of the calls of each thread, completely or not at all.
     *
     * @return whether the packet was accepted; false if the session is closing or has ended, or ends now with {@link
     *     DisconnectReason#SEND_QUEUE_FULL}, or if the peer's {@linkplain #requireVersion version} does not know the
     *     packet
     * @throws PacketTooLargeException if the packet is too large; the session is not affected
     * @throws IllegalStateException if the session is not connected yet
     */
    public final boolean send(Packet packet) {
        Connection current = connection();
        return isKnown(packet, current) && current.send(packet);
    }

    /** Sends a packet whether or not the peer's version knows it. Otherwise like {@link #send(Packet)}. */
    public final boolean sendToAnyVersion(Packet packet) {
        return connection().send(packet);
    }

    /**
     * Sends a packet that may be dropped or replaced if the peer is slow. Otherwise like {@link #send(Packet)}.
     *
     * @return whether the packet was accepted; false also if it was dropped
     * @throws PacketTooLargeException if the packet is too large; the session is not affected
     * @throws IllegalStateException if the session is not connected yet
     */
    public final boolean send(Packet packet, Delivery delivery) {
        Connection current = connection();
        return isKnown(packet, current) && current.send(packet, delivery);
    }

    private boolean isKnown(Packet packet, Connection current) {
        if (peerKnows(packet.packetId())) {
            return true;
        }
        if (current.isOpen()) {
            current.withheld(1);
        }
        return false;
    }

    /**
     * Sends one packet to many sessions and encodes it once. Sessions that are not connected, closing or ended are
     * skipped.
     *
     * @throws PacketTooLargeException if the packet is too large; then no session is sent anything
     */
    public static void broadcast(Iterable<? extends PacketSession> members, Packet packet) {
        broadcast(members, new SharedPackets(packet.toBytes(), 1));
    }

    /**
     * Sends encoded packets to many sessions. Sessions that are not connected, closing or ended are skipped.
     *
     * @param packets complete packets, one after another, as {@link Packet#toBytes()} returns them. The sessions share
     *     the array, so it must not change any more
     * @throws IllegalArgumentException if the bytes are not complete packets; then no session is sent anything
     */
    public static void broadcast(Iterable<? extends PacketSession> members, byte[] packets) {
        broadcast(members, SharedPackets.of(packets));
    }

    private static void broadcast(Iterable<? extends PacketSession> members, SharedPackets packets) {
        forEachOpen(members, (member, connection) -> member.enqueue(packets, connection));
    }

    /**
     * Sends encoded packets that may be dropped or replaced to many sessions. Otherwise like {@link
     * #broadcast(Iterable, byte[])}.
     *
     * @param packets complete packets, one after another. They are delivered, dropped or replaced together. The
     *     sessions share the array, so it must not change any more
     * @throws IllegalArgumentException if the bytes are not complete packets; then no session is sent anything
     */
    public static void broadcast(Iterable<? extends PacketSession> members, byte[] packets, Delivery delivery) {
        SharedPackets shared = SharedPackets.of(packets);
        forEachOpen(members, (member, connection) -> {
            SharedPackets known = member.knownOf(shared, connection);
            if (known.count() > 0) {
                connection.enqueue(known.bytes(), delivery, known.count());
            }
        });
    }

    /**
     * Sends each of many sessions its own encoded packets. Sessions that are not connected, closing or ended are
     * skipped. Like the other broadcasts, this wakes each event loop once.
     *
     * @param packetsFor returns the packets for a session: complete packets, one after another, or an empty array.
     *     Sessions may share an array; it must not change any more
     * @throws IllegalArgumentException if the bytes for a session are not complete packets; the sessions before it have
     *     been sent their packets
     */
    public static <S extends PacketSession> void broadcast(
            Iterable<S> members, Function<? super S, byte[]> packetsFor) {
        IdentityHashMap<byte[], SharedPackets> shared = new IdentityHashMap<>();
        forEachOpen(members, (member, connection) -> {
            byte[] packets = packetsFor.apply(member);
            ((PacketSession) member).enqueue(shared.computeIfAbsent(packets, SharedPackets::of), connection);
        });
    }

    static void broadcast(Iterable<? extends PacketSession> members, List<PacketRun> runs) {
        forEachOpen(
                members,
                (member, connection) ->
                        runs.forEach(run -> run.enqueue(member, ((PacketSession) member).peer.version(), connection)));
    }

    final void enqueue(SharedPackets packets, Connection current) {
        SharedPackets known = knownOf(packets, current);
        if (known.count() > 0) {
            current.enqueue(known.bytes(), known.count());
        }
    }

    /** The packets that the peer knows. Counts the others. */
    final SharedPackets knownOf(SharedPackets packets, Connection current) {
        SharedPackets known = packets.knownTo(peer.version());
        if (known.count() < packets.count()) {
            current.withheld(packets.count() - known.count());
        }
        return known;
    }

    /** Runs the action for each open session, and then wakes each of their loops once. */
    private static <S extends PacketSession> void forEachOpen(
            Iterable<S> members, BiConsumer<? super S, Connection> action) {
        Set<EventLoop> loops = new HashSet<>();
        try {
            for (S member : members) {
                if (member.isOpen()) {
                    Connection connection = member.connection();
                    action.accept(member, connection);
                    loops.add(connection.loop());
                }
            }
        } finally {
            loops.forEach(EventLoop::wake);
        }
    }

    // ---- for the connection

    @Override
    final @Nullable AdmissionGate newGate(SessionOptions options, long now) {
        return handshakeIds == null
                ? null
                : new AdmissionGate(handshakeIds, options.admissionLimit(), options.admissionTimeout(), now);
    }

    @Override
    final Receiver newReceiver(@Nullable AdmissionGate gate, ReceiveLimiter limiter, Worker worker) {
        return new PacketReceiver(this, gate, limiter, worker);
    }

    @Override
    final void admitted() {
        admitted = true;
        onAdmitted();
    }

    /** Whether the peer's version has the packets with this id, as far as it is known. */
    final boolean peerKnows(int packetId) {
        PeerVersion known = peer.version();
        return known == null || known.knows(packetId);
    }

    @Override
    final void tick(Worker worker) {
        if (worker.options().pingOrNull() != null && mayPing()) {
            pings(worker).pingIfDue();
        }
    }

    /** A peer that this side does not admit may await a handshake itself, and nothing else, until it has sent a packet. */
    private boolean mayPing() {
        return handshakeIds == null ? peer.pings() != null : admitted;
    }

    /** Takes a ping or a pong, which {@link #onPacket} does not see. Returns false for any other packet. */
    final boolean takesPing(PacketReader packet, Worker worker) {
        return worker.options().hasPings() && pings(worker).takes(packet);
    }

    private PingExchange pings(Worker worker) {
        PingExchange current = peer.pings();
        if (current == null) {
            current = new PingExchange(this, worker);
            peer = peer.withPings(current);
        }
        return current;
    }

    /** Not called: a {@link PacketReceiver} delivers packets instead of bytes. */
    @Override
    protected final int onReceived(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException("a packet session receives packets");
    }
}
