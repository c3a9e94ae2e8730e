package dev.packetwright.generator.codec;

import dev.packetwright.generator.model.WireFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds packets in bytes that arrive in pieces. A packet with malformed members ends where its header says.
 *
 * <p>A strict stream finds no further packet after a malformed header. A tolerant stream searches: it takes the next
 * place at which a packet decodes without an error and is followed by another header or by the end of the bytes. It
 * also searches if the place after a malformed packet is not a header. A stream is tolerant from its first gap on,
 * because the bytes after a gap can begin in the middle of a packet.
 */
public final class PacketStream {
    /** The number of bytes that failed attempts may decode before a stream gives up its search for a while. */
    static final long FIRST_EFFORT = 1L << 20;

    /** The number of bytes that failed attempts may decode for each byte of the stream. */
    static final int EFFORT_PER_BYTE = 32;

    private final Decoder decoder;
    private byte[] bytes = new byte[256];
    private int start;
    private int end;
    private long offset;
    private long skipped;
    private long effort = FIRST_EFFORT;
    private long decodedBytes;
    private Trust trust;
    private State state;
    private boolean isCut;

    /** The reaction of a stream to a malformed header. */
    private enum Trust {
        STRICT,
        TOLERANT
    }

    private enum State {
        /** A header is at the start of the bytes. */
        IN_STEP,
        /** The next packet is somewhere in the bytes. */
        SEARCHING,
        /** No packet can be found. */
        LOST
    }

    private PacketStream(Decoder decoder, Trust trust, State state) {
        this.decoder = decoder;
        this.trust = trust;
        this.state = state;
    }

    /** A stream that starts with a packet, and ends at the first malformed header. */
    public static PacketStream strict(Decoder decoder) {
        return new PacketStream(decoder, Trust.STRICT, State.IN_STEP);
    }

    /** A stream that starts with a packet, and searches for the next packet after a malformed header. */
    public static PacketStream tolerant(Decoder decoder) {
        return new PacketStream(decoder, Trust.TOLERANT, State.IN_STEP);
    }

    /** A tolerant stream that may start in the middle of a packet. */
    public static PacketStream searching(Decoder decoder) {
        return new PacketStream(decoder, Trust.TOLERANT, State.SEARCHING);
    }

    /** Something in the stream, at the offset of its first byte. */
    public sealed interface Found {
        /** Returns the offset of the first byte in the stream. */
        long offset();
    }

    /**
     * A packet, or bytes that are malformed.
     *
     * @param offset the offset of the first byte
     * @param decoded the result of decoding it
     */
    public record Packet(long offset, Decoded decoded) implements Found {}

    /**
     * Bytes in which no packet was found.
     *
     * @param offset the offset of the first byte
     * @param size the number of bytes
     */
    public record Skipped(long offset, long size) implements Found {}

    /** Adds the bytes that follow: those between the position and the limit of the buffer. */
    public void add(ByteBuffer next) {
        makeRoom(next.remaining());
        int size = next.remaining();
        next.get(bytes, end, size);
        end += size;
    }

    private void makeRoom(int size) {
        if (bytes.length - end >= size) {
            return;
        }
        int left = end - start;
        byte[] target = left + size <= bytes.length ? bytes : new byte[Math.max(left + size, 2 * left)];
        System.arraycopy(bytes, start, target, 0, left);
        bytes = target;
        start = 0;
        end = left;
    }

    /** Returns the offset after the last byte. */
    public long endOffset() {
        return offset + skipped + end - start;
    }

    /** Returns the number of bytes that are held because they are not yet a whole packet. */
    public int pending() {
        return end - start;
    }

    /** Declares that the bytes so far are followed by a gap or by nothing. An incomplete packet is then malformed. */
    public void cut() {
        isCut = true;
    }

    /**
     * Continues after a gap. All bytes before the gap must have been taken with {@link #next}, after {@link #cut}.
     *
     * @param missing the number of missing bytes
     */
    public void resume(long missing) {
        offset = endOffset() + missing;
        start = 0;
        end = 0;
        skipped = 0;
        isCut = false;
        trust = Trust.TOLERANT;
        state = State.SEARCHING;
    }

    /** Returns what is next in the bytes so far; empty if this depends on bytes that have not been added yet. */
    public Optional<Found> next() {
        return switch (state) {
            case IN_STEP -> packet();
            case SEARCHING -> search();
            case LOST -> {
                advance(end - start);
                yield Optional.empty();
            }
        };
    }

    private Optional<Found> packet() {
        int left = end - start;
        if (left == 0 || (!isCut && left < WireFormat.HEADER_SIZE && !hasTinySize(start))) {
            return Optional.empty();
        }
        if (hasTinySize(start)) {
            return Optional.of(withoutEnd(tooSmall(sizeAt(start)), left));
        }
        int size = left < WireFormat.ID_OFFSET ? left : sizeAt(start);
        if (size > left && !isCut) {
            return Optional.empty();
        }
        return Optional.of(decoded(size, Math.min(size, left)));
    }

    private Found decoded(int size, int present) {
        Decoded decoded = decode(present);
        boolean isMalformed = decoded instanceof Decoded.Malformed;
        if (isMalformed && trust == Trust.TOLERANT && effort >= present) {
            effort -= present;
            if (size > present || !isFollowed(start + present)) {
                return withoutEnd(decoded, present);
            }
        }
        Found found = new Packet(offset, decoded);
        advance(present);
        return found;
    }

    private Decoded decode(int size) {
        decodedBytes += size;
        return decoder.decode(bytes, start, size);
    }

    /** Returns the number of bytes that have been decoded, each as often as it was decoded. */
    long decodedBytes() {
        return decodedBytes;
    }

    /** Handles a malformed packet whose end is unknown. */
    private Found withoutEnd(Decoded malformed, int left) {
        Found found = new Packet(offset, malformed);
        if (trust == Trust.STRICT) {
            state = State.LOST;
            advance(left);
        } else {
            state = State.SEARCHING;
            skip();
        }
        return found;
    }

    private boolean hasTinySize(int at) {
        return end - at >= WireFormat.ID_OFFSET && sizeAt(at) < WireFormat.HEADER_SIZE;
    }

    private Optional<Found> search() {
        while (start < end) {
            switch (verdict()) {
                case WAIT -> {
                    return Optional.empty();
                }
                case PACKET -> {
                    state = State.IN_STEP;
                    return skipped > 0 ? Optional.of(takeSkipped()) : packet();
                }
                case NO_PACKET -> skip();
            }
        }
        return isCut && skipped > 0 ? Optional.of(takeSkipped()) : Optional.empty();
    }

    /** The result of looking for a packet at one place. */
    private enum Verdict {
        PACKET,
        NO_PACKET,
        WAIT
    }

    private Verdict verdict() {
        int left = end - start;
        if (left < WireFormat.HEADER_SIZE) {
            return isCut || hasTinySize(start) ? Verdict.NO_PACKET : Verdict.WAIT;
        }
        if (!isHeader(start)) {
            return Verdict.NO_PACKET;
        }
        int size = sizeAt(start);
        if (size > left) {
            return isCut ? Verdict.NO_PACKET : Verdict.WAIT;
        }
        if (size > effort) {
            return Verdict.NO_PACKET;
        }
        if (decode(size) instanceof Decoded.Packet packet && isPlausible(packet, start + size)) {
            return Verdict.PACKET;
        }
        effort -= size;
        return Verdict.NO_PACKET;
    }

    /** A packet with surplus bytes is plausible only if a header follows, because any bytes can be surplus. */
    private boolean isPlausible(Decoded.Packet packet, int after) {
        return packet.surplus() == 0 ? isFollowed(after) : end - after >= WireFormat.HEADER_SIZE && isHeader(after);
    }

    /** Returns whether a header, the beginning of one, or no byte is at a place. */
    private boolean isFollowed(int at) {
        return end - at >= WireFormat.HEADER_SIZE ? isHeader(at) : !hasTinySize(at);
    }

    private boolean isHeader(int at) {
        return sizeAt(at) >= WireFormat.HEADER_SIZE && decoder.knows(shortAt(at + WireFormat.ID_OFFSET));
    }

    private void skip() {
        start++;
        skipped++;
        regain(1);
    }

    private void regain(int size) {
        effort = Math.min(FIRST_EFFORT, effort + (long) EFFORT_PER_BYTE * size);
    }

    private Found takeSkipped() {
        Found found = new Skipped(offset, skipped);
        offset += skipped;
        skipped = 0;
        return found;
    }

    private void advance(int size) {
        start += size;
        offset += size;
        regain(size);
        if (start == end) {
            start = 0;
            end = 0;
            bytes = bytes.length > WireFormat.MAX_PACKET_SIZE ? Arrays.copyOf(bytes, 256) : bytes;
        }
    }

    private int sizeAt(int at) {
        return shortAt(at + WireFormat.SIZE_OFFSET);
    }

    private int shortAt(int at) {
        return Byte.toUnsignedInt(bytes[at]) | Byte.toUnsignedInt(bytes[at + 1]) << 8;
    }

    private static Decoded tooSmall(int size) {
        return new Decoded.Malformed(
                Decoded.Malformed.HEADER,
                "size",
                0,
                "says " + size + " bytes; a packet has at least " + WireFormat.HEADER_SIZE);
    }
}
