package dev.packetwright.runtime.session;

import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketTooLargeException;
import java.util.HashSet;
import java.util.Set;

/**
 * A session whose stream is cut into packets. A declared size that is not
 * {@value dev.packetwright.runtime.packet.Packet#HEADER_SIZE} to {@link SessionOptions#maxReceivedPacketSize()} ends the
 * session, and so does a {@link MalformedPacketException} out of {@link #onPacket}:
 * {@link DisconnectReason#MALFORMED_PACKET}.
 */
public abstract class PacketSession extends Session {
    private static final int SIZE_BYTES = 2;

    /** For subclasses: a session that is not connected yet. */
    protected PacketSession() {}

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
     * Sends one packet to many sessions; it is encoded once. Those that are not connected, closing or ended are passed
     * over.
     *
     * @throws PacketTooLargeException if the packet does not fit the wire; nobody is sent anything then
     */
    public static void broadcast(Iterable<? extends PacketSession> members, Packet packet) {
        enqueue(members, packet.toBytes());
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
        requireWholePackets(packets);
        enqueue(members, packets);
    }

    private static void enqueue(Iterable<? extends PacketSession> members, byte[] packets) {
        Set<EventLoop> loops = new HashSet<>();
        try {
            for (PacketSession member : members) {
                if (member.isOpen()) {
                    Connection connection = member.connection();
                    connection.enqueue(packets);
                    loops.add(connection.loop());
                }
            }
        } finally {
            loops.forEach(EventLoop::wake);
        }
    }

    private static void requireWholePackets(byte[] packets) {
        int at = 0;
        while (at < packets.length) {
            int left = packets.length - at;
            int size = left < SIZE_BYTES ? 0 : sizeAt(packets, at);
            if (size < Packet.HEADER_SIZE || size > left) {
                throw new IllegalArgumentException("not a whole packet at byte " + at + " of " + packets.length);
            }
            at += size;
        }
    }

    /** Cuts packets out of the bytes, in place. */
    @Override
    protected final int onReceived(byte[] buffer, int offset, int length) {
        PacketReader reader = connection().reader();
        int at = offset;
        int end = offset + length;
        while (end - at >= SIZE_BYTES && isOpen()) {
            int size = checked(sizeAt(buffer, at));
            if (size > end - at) {
                break;
            }
            onPacket(reader.wrap(buffer, at, size));
            at += size;
        }
        return at - offset;
    }

    private int checked(int size) {
        int max = connection().options().maxReceivedPacketSize();
        if (size < Packet.HEADER_SIZE || size > max) {
            throw new MalformedPacketException(
                    "header.size", 0, "is " + size + ", not " + Packet.HEADER_SIZE + " to " + max);
        }
        return size;
    }

    @Override
    final int wanted(byte[] buffer, int offset, int length) {
        return length < SIZE_BYTES ? SIZE_BYTES : sizeAt(buffer, offset);
    }

    @Override
    final String unfinished(int length, int wanted) {
        return "in the middle of a packet (" + length + " of " + Math.max(wanted, Packet.HEADER_SIZE) + " bytes)";
    }

    private static int sizeAt(byte[] buffer, int offset) {
        return Byte.toUnsignedInt(buffer[offset]) | Byte.toUnsignedInt(buffer[offset + 1]) << 8;
    }
}
