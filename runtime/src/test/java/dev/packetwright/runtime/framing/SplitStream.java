package dev.packetwright.runtime.framing;

import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.transport.PartialInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream that arrives in pieces with a {@link PacketFramer}, as a connection does, but without a socket. */
final class SplitStream implements PacketFramer.Sink {
    /** The packets of a stream, without their headers. */
    record Packets(List<List<Byte>> packets, boolean isMalformed) {}

    private final List<List<Byte>> packets = new ArrayList<>();
    private final PacketFramer framer;
    private final PartialInput partial = new PartialInput();
    private boolean malformed;

    SplitStream(int maxSize) {
        this.framer = new PacketFramer(maxSize);
    }

    List<List<Byte>> packets() {
        return packets;
    }

    boolean isMalformed() {
        return malformed;
    }

    /** The bytes of the last packet if it is incomplete. */
    PartialInput partial() {
        return partial;
    }

    /** Cuts the next piece. After a size that is not allowed, all further pieces are ignored. */
    void receive(byte[] bytes, int from, int count) {
        ByteBuffer piece = ByteBuffer.wrap(bytes, from, count);
        if (malformed) {
            return;
        }
        if (partial.isStillPartialWith(count)) {
            partial.append(piece);
            return;
        }
        byte[] buffer = new byte[partial.length() + count];
        partial.copyTo(buffer);
        piece.get(buffer, partial.length(), count);
        try {
            int consumed = framer.cut(buffer, 0, buffer.length, this);
            int left = buffer.length - consumed;
            partial.replace(buffer, consumed, left, PacketFramer.wanted(buffer, consumed, left));
        } catch (MalformedPacketException tooShortOrTooLong) {
            malformed = true;
        }
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void accept(byte[] bytes, int offset, int size) {
        packets.add(body(bytes, offset, size));
    }

    /** Cuts a stream with the simplest possible framer. The result is the reference for the real one. */
    static Packets cutWhole(byte[] bytes, int maxSize) {
        List<List<Byte>> packets = new ArrayList<>();
        int at = 0;
        while (bytes.length - at >= 2) {
            int size = Byte.toUnsignedInt(bytes[at]) + 256 * Byte.toUnsignedInt(bytes[at + 1]);
            if (size < Packet.HEADER_SIZE || size > maxSize) {
                return new Packets(packets, true);
            }
            if (size > bytes.length - at) {
                break;
            }
            packets.add(body(bytes, at, size));
            at += size;
        }
        return new Packets(packets, false);
    }

    private static List<Byte> body(byte[] bytes, int offset, int size) {
        List<Byte> body = new ArrayList<>();
        for (int i = offset + Packet.HEADER_SIZE; i < offset + size; i++) {
            body.add(bytes[i]);
        }
        return body;
    }
}
