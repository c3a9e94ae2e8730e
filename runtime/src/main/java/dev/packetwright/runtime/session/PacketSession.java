package dev.packetwright.runtime.session;

import dev.packetwright.runtime.limit.ReceiveLimiter;
import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A session whose stream is cut into packets. A declared size that is not
 * {@value dev.packetwright.runtime.packet.Packet#HEADER_SIZE} to {@link SessionOptions#maxReceivedPacketSize()} ends the
 * session, and so does a {@link MalformedPacketException} out of {@link #onPacket}:
 * {@link DisconnectReason#MALFORMED_PACKET}.
 *
 * <p>A session may {@linkplain #PacketSession(int) require admission}: nothing but a handshake is taken from the peer
 * until {@link #authenticate} has said yes to it.
 */
public abstract class PacketSession extends Session {
    private static final int NO_HANDSHAKE = -1;

    private final int handshakeId;

    /** For subclasses: a session that is not connected yet and takes any packet. */
    protected PacketSession() {
        this.handshakeId = NO_HANDSHAKE;
    }

    /**
     * For subclasses: a session that is not connected yet and requires admission. The peer's first packet must be the
     * handshake, or the session ends as {@link DisconnectReason#NOT_ADMITTED}; it is given to {@link #authenticate}.
     * Until the answer is there the session does not read on: what the peer sends meanwhile waits in the operating
     * system's buffers, apart from what came along with the handshake, at most {@link SessionOptions#admissionLimit()}
     * bytes together.
     *
     * @param handshakeId the handshake's packet id, 0 to 65,535
     */
    protected PacketSession(int handshakeId) {
        OptionRange.check("handshakeId", handshakeId, 0, 65_535);
        this.handshakeId = handshakeId;
    }

    /**
     * The handshake has been received. What this returns may complete on any thread, at once or later; true admits the
     * peer: {@link #onAdmitted} is called, and packets are dispatched. False ends the session as
     * {@link DisconnectReason#ADMISSION_REJECTED}, after what has been sent by then has been flushed. A failure ends it
     * as {@link DisconnectReason#HANDLER_FAILED}.
     *
     * <p>Called in sessions that require admission, which override it; here it says no.
     *
     * @param handshake stands at the first member. Use it only during this call
     */
    protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
        return CompletableFuture.completedFuture(false);
    }

    /** The peer has been admitted. No packet after the handshake has been dispatched yet. */
    protected void onAdmitted() {}

    /**
     * For {@link #authenticate}: ends the session as {@link DisconnectReason#PROTOCOL_MISMATCH} unless both sides were
     * generated from the same protocol. What has been sent before is flushed.
     *
     * @param ours this side's {@code Protocol.FINGERPRINT}
     * @param theirs that which the peer has sent
     */
    protected final void requireProtocol(long ours, long theirs) {
        if (ours != theirs) {
            String detail = "ours is %016x, theirs is %016x".formatted(ours, theirs);
            throw new RefusalException(CloseReason.gentle(DisconnectReason.PROTOCOL_MISMATCH, detail));
        }
    }

    /**
     * A whole packet has been received. Once the session is closing or has ended, no more packets come.
     *
     * @param packet stands at the first member. It reads the received bytes in place and serves the next packet, too:
     *     use it only during this call
     */
    protected abstract void onPacket(PacketReader packet);

    /**
     * Sends a packet. It is written into the session's queue here and now, by the calling thread: packets are delivered
     * in the order of the calls that one thread makes, whole or not at all.
     *
     * @return whether it was accepted; false if the session is closing or has ended, or ends by this as
     *     {@link DisconnectReason#SEND_QUEUE_FULL}
     * @throws PacketTooLargeException if the packet does not fit the wire; the session goes on as if it had not been
     *     sent
     * @throws IllegalStateException if the session is not connected yet
     */
    public final boolean send(Packet packet) {
        return connection().send(packet);
    }

    /**
     * Sends a packet that need not get to a peer that is slow; else as {@link #send(Packet)}.
     *
     * @return whether it was accepted; false also if it was dropped
     * @throws PacketTooLargeException if the packet does not fit the wire; the session goes on as if it had not been
     *     sent
     * @throws IllegalStateException if the session is not connected yet
     */
    public final boolean send(Packet packet, Delivery delivery) {
        return connection().send(packet, delivery);
    }

    /**
     * Sends one packet to many sessions; it is encoded once. Those that are not connected, closing or ended are passed
     * over.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire; nobody is sent anything then
     */
    public static void broadcast(Iterable<? extends PacketSession> members, Packet packet) {
        byte[] bytes = packet.toBytes();
        forEachOpen(members, (member, connection) -> connection.enqueue(bytes, 1));
    }

    /**
     * Sends packets that are encoded already to many sessions. Those that are not connected, closing or ended are
     * passed over.
     *
     * @param packets one whole packet after another, as {@link Packet#toBytes()} makes them. The sessions share the
     *     array: it must not change any more
     * @throws IllegalArgumentException if the bytes are not whole packets; nobody is sent anything then
     */
    public static void broadcast(Iterable<? extends PacketSession> members, byte[] packets) {
        int count = PacketFramer.countWhole(packets);
        forEachOpen(members, (member, connection) -> connection.enqueue(packets, count));
    }

    /**
     * Sends packets that are encoded already, and need not get to peers that are slow, to many sessions. Else as
     * {@link #broadcast(Iterable, byte[])}.
     *
     * @param packets one whole packet after another; they stay together, whether they are delivered, dropped or
     *     replaced. The sessions share the array: it must not change any more
     * @throws IllegalArgumentException if the bytes are not whole packets; nobody is sent anything then
     */
    public static void broadcast(Iterable<? extends PacketSession> members, byte[] packets, Delivery delivery) {
        int count = PacketFramer.countWhole(packets);
        forEachOpen(members, (member, connection) -> connection.enqueue(packets, delivery, count));
    }

    /**
     * Sends each of many sessions its own packets, which are encoded already. Those that are not connected, closing or
     * ended are passed over. Like the other broadcasts, this wakes each event loop once.
     *
     * @param packetsFor gives the packets for a session: one whole packet after another, or none. Sessions may share an
     *     array; it must not change any more
     * @throws IllegalArgumentException if some bytes are not whole packets; sessions that came before have been sent
     *     theirs then
     */
    public static <S extends PacketSession> void broadcast(
            Iterable<S> members, Function<? super S, byte[]> packetsFor) {
        forEachOpen(members, (member, connection) -> {
            byte[] packets = packetsFor.apply(member);
            connection.enqueue(packets, PacketFramer.countWhole(packets));
        });
    }

    /** Wakes each loop once, when all its connections have been served. */
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
        return handshakeId == NO_HANDSHAKE
                ? null
                : new AdmissionGate(handshakeId, options.admissionLimit(), options.admissionTimeout(), now);
    }

    @Override
    final Receiver newReceiver(@Nullable AdmissionGate gate, ReceiveLimiter limiter, Worker worker) {
        return new PacketReceiver(this, gate, limiter, worker);
    }

    @Override
    final void admitted() {
        onAdmitted();
    }

    /** Not called: a {@link PacketReceiver} delivers packets instead of bytes. */
    @Override
    protected final int onReceived(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException("a packet session receives packets");
    }
}
